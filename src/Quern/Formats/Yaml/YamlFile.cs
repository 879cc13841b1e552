using System.Text;
using Quern.Rows;

namespace Quern.Formats.Yaml;

/// <summary>Reads the text of a YAML file that a user wrote.</summary>
internal static class YamlFile
{
    private const long LargestFile = 4 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text; a fault when the file cannot be read, or cannot be what it should be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, in a word, for the faults.</param>
    public static string ReadText(string path, string what)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                throw new RecipeFault($"{path} is larger than {LargestFile >> 20} MiB; that is no {what}. Is it a file of rows?");
            }

            return StrictUtf8.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException e)
        {
            throw new RecipeFault($"{path} is not UTF-8 text (byte {e.Index}); save it as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecipeFault($"The {what} {path} cannot be read: {e.Message}");
        }
    }
}

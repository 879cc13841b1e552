using System.Text.Encodings.Web;
using System.Text.Json;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Running;

/// <summary>How the files of a run folder are written: readable, stable, and replaced in one move.</summary>
internal static class RunJson
{
    // What is missing or null where a value must be is damage, not a default.
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>
    /// Writes a value, first under a temporary name. Unless <paramref name="durable"/> is false, it is on the disk (and
    /// so is its name) when the call returns: markers rely on that.
    /// </summary>
    public static void Write<T>(string path, T value, bool durable = true)
    {
        using var landing = Landing.Begin(path, force: true);
        landing.Write(JsonSerializer.SerializeToUtf8Bytes(value, Layout));
        landing.Write("\n"u8);
        landing.Complete(durable);
    }

    /// <summary>Whether a file holds just this value.</summary>
    public static bool Is<T>(string path, T value)
        => File.Exists(path) && File.ReadAllBytes(path).AsSpan() is [.. var text, (byte)'\n'] && text.SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(value, Layout));

    /// <summary>Reads a value; null when there is no such file.</summary>
    public static T? TryRead<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Layout);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"{path} cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new RunFault($"{path} is damaged: {e.Message.TrimEnd('.')}. Delete the file and run again; what it stood for is done anew.", e);
        }
    }
}

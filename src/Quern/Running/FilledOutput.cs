using System.Globalization;
using Quern.Formats;

namespace Quern.Running;

/// <summary>An output whose rows are all written, and that has not its name yet.</summary>
/// <param name="File">The output.</param>
/// <param name="Writer">Has written it.</param>
/// <param name="Rows">Rows in it.</param>
internal sealed record FilledOutput(OutputFile File, RowWriter Writer, long Rows)
{
    /// <summary>Brings the whole file to disk, and gives it as a result tells of it.</summary>
    public WrittenFile Seal()
    {
        var mark = Writer.Seal();
        return new WrittenFile(File.Path, Rows, mark.Bytes) { Crc32c = File.Path == "-" ? null : TextOf(mark.Checksum), Part = File.Part };
    }

    /// <summary>A checksum as it is written down.</summary>
    public static string TextOf(uint checksum) => checksum.ToString("x8", CultureInfo.InvariantCulture);
}

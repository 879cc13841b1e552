using System.Text;
using System.Text.Unicode;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Refuses files that hold nothing Quern reads, by what their first bytes are, and says what to do. Text that is merely
/// damaged is not refused: its bad rows are quarantined one by one.
/// </summary>
internal static class ForeignContent
{
    /// <summary>Refuses what cannot be read as rows.</summary>
    public static void Refuse(string path, string extension, ReadOnlySpan<byte> head)
    {
        var found = Signature(head) ?? Utf16WithoutMark(head) ?? ByExtension(extension, head) ?? NotText(head);
        if (found is not null)
        {
            throw new SourceFault($"{path} {found}.");
        }
    }

    private static string? Signature(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => Utf16,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "is compressed with zstd, which is not read. Decompress it: zstd -d",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => "is compressed with bzip2, which is not read. Decompress it: bunzip2",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "is compressed with xz, which is not read. Decompress it: unxz",
        [(byte)'P', (byte)'K', 3, 4, ..] => "is a zip archive, which is not read. Unpack it: unzip",
        [0x1f, 0x8b, ..] => "is compressed with gzip twice. Decompress it once: gunzip",
        _ when head.StartsWith("PARE"u8) => "is encrypted Parquet, which is not read. Decrypt it first",
        _ when head.StartsWith("ARROW1"u8) => "is an Arrow file, which is not read as rows yet. Convert it to Parquet first",
        _ when head.StartsWith("SQLite format 3"u8) => "is an SQLite database, which is not read. Export a table as CSV or JSON first",
        _ when head.StartsWith("version https://git-lfs"u8) => "is a Git LFS pointer, not the data it stands for. Fetch the data: git lfs pull",
        _ => null,
    };

    private const string Utf16 = "is UTF-16 text; UTF-8 was expected. Convert it: iconv -f UTF-16 -t UTF-8";

    private static string? Utf16WithoutMark(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'{' or (byte)'[' or (byte)'"', 0, not 0, 0, ..] or [0, (byte)'{' or (byte)'[' or (byte)'"', 0, not 0, ..] => Utf16,
        _ => null,
    };

    private static string? ByExtension(string extension, ReadOnlySpan<byte> head)
    {
        var isJson = head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
        if (extension == ".parquet" && !head.StartsWith("PAR1"u8) && !isJson)
        {
            return head.IsEmpty
                ? "is empty; a Parquet file was expected. Fetch it again"
                : "is not Parquet: it does not begin with PAR1. Fetch it again, or give it the extension of what it is";
        }

        var text = head.TrimStart("\uFEFF \t\r\n"u8);
        var isPage = StartsWithIgnoringCase(text, "<!doctype html") || StartsWithIgnoringCase(text, "<html");
        return isPage && extension is ".jsonl" or ".ndjson" or ".json" or ".csv" or ".tsv" && isPage
            ? "is a web page, perhaps the error page of a download that failed. Fetch the data again"
            : null;
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, string beginning)
        => text.Length >= beginning.Length && Ascii.EqualsIgnoreCase(text[..beginning.Length], beginning);

    // Bytes that no text has, in a file of which no line begins like a row.
    private static string? NotText(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf((byte)0);
        if (at < 0)
        {
            at = head.IndexOfAnyInRange((byte)1, (byte)8);
            at = at >= 0 && !Utf8.IsValid(WholeCharacters(head)) ? at : -1;
        }

        return at < 0 || HasRowLine(head)
            ? null
            : $"is not text: its byte {at:N0} is 0x{head[at]:x2}. JSONL, JSON, Parquet, CSV, TSV or plain text in UTF-8 was expected";
    }

    private static bool HasRowLine(ReadOnlySpan<byte> head)
    {
        foreach (var line in head.Split((byte)'\n'))
        {
            if (head[line].TrimStart("\uFEFF \t"u8) is [(byte)'{', (byte)'"', ..] or [(byte)'{' or (byte)'[', (byte)' ' or (byte)'\r' or (byte)'{', ..])
            {
                return true;
            }
        }

        return false;
    }

    // The last character may be cut off where the head ends.
    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> head)
    {
        var end = head.Length;
        while (end > 0 && end > head.Length - 4 && head[end - 1] >= 0x80)
        {
            end--;
        }

        return head[..end];
    }
}

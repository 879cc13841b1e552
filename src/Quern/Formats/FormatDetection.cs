using Quern.Rows;

namespace Quern.Formats;

/// <summary>Tells from a file's first bytes what it holds. The extension only decides where the content leaves a choice.</summary>
internal static class FormatDetection
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadSize = 64 << 10;

    /// <summary>What a file holds whose (decompressed) first bytes these are.</summary>
    public static InputFormat Of(string path, ReadOnlySpan<byte> head)
    {
        Refuse(path, head);
        var extension = ExtensionOf(path);
        if (head.StartsWith("PAR1"u8))
        {
            return InputFormat.Parquet;
        }

        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.Length > 0 && text[0] == '[' && extension is not (".jsonl" or ".ndjson"))
        {
            return InputFormat.Json;
        }

        if (text.Length > 0 && text[0] == '{')
        {
            return extension is ".jsonl" or ".ndjson" || IsLines(text, extension) ? InputFormat.Jsonl : InputFormat.Json;
        }

        return extension switch
        {
            ".jsonl" or ".ndjson" or ".json" => InputFormat.Jsonl,
            ".csv" => InputFormat.Csv,
            ".tsv" => InputFormat.Tsv,
            ".txt" or ".md" or ".text" => InputFormat.Text,
            _ => text.IsEmpty ? InputFormat.Jsonl : OfPlainText(text),
        };
    }

    private static string ExtensionOf(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }

    // Lines, when the first object ends on the line where it began and what follows begins another.
    private static bool IsLines(ReadOnlySpan<byte> text, string extension)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        if (lineEnd < 0)
        {
            return extension != ".json";
        }

        var first = text[..lineEnd].TrimEnd(" \t\r"u8);
        var next = text[lineEnd..].TrimStart(" \t\r\n"u8);
        return first.Length > 0 && first[^1] == '}' && (next.IsEmpty ? extension != ".json" : next[0] == '{');
    }

    private static InputFormat OfPlainText(ReadOnlySpan<byte> text)
    {
        if (HasEqualCounts(text, (byte)'\t'))
        {
            return InputFormat.Tsv;
        }

        return HasEqualCounts(text, (byte)',') ? InputFormat.Csv : InputFormat.Text;
    }

    private static bool HasEqualCounts(ReadOnlySpan<byte> text, byte separator)
    {
        var expected = -1;
        for (var line = 0; line < 5; line++)
        {
            var end = text.IndexOf((byte)'\n');
            if (end < 0)
            {
                return line > 1;
            }

            var count = text[..end].Count(separator);
            if (count == 0 || (expected >= 0 && count != expected))
            {
                return false;
            }

            expected = count;
            text = text[(end + 1)..];
        }

        return true;
    }

    private static void Refuse(string path, ReadOnlySpan<byte> head)
    {
        var found = head switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "is UTF-16 text; UTF-8 was expected. Convert it: iconv -f UTF-16 -t UTF-8",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "is compressed with zstd, which is not read. Decompress it: zstd -d",
            [(byte)'B', (byte)'Z', (byte)'h', ..] => "is compressed with bzip2, which is not read. Decompress it: bunzip2",
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "is compressed with xz, which is not read. Decompress it: unxz",
            [(byte)'P', (byte)'K', 3, 4, ..] => "is a zip archive, which is not read. Unpack it: unzip",
            _ => null,
        };
        if (found is not null)
        {
            throw new SourceFault($"{path} {found}.");
        }
    }
}

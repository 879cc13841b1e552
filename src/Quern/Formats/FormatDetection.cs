namespace Quern.Formats;

/// <summary>Tells from a file's first bytes what it holds. The extension only decides where the content leaves a choice.</summary>
internal static class FormatDetection
{
    /// <summary>How many bytes are looked at.</summary>
    public const int HeadSize = 64 << 10;

    /// <summary>What a file holds whose (decompressed) first bytes these are; a fault when it is nothing that is read.</summary>
    public static InputFormat Of(string path, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PAR1"u8))
        {
            return InputFormat.Parquet;
        }

        var extension = ExtensionOf(path);
        ForeignContent.Refuse(path, extension, head);

        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
        {
            return extension == ".txt" ? InputFormat.Text : InputFormat.Jsonl;
        }

        if (BeginsLikeJson(text, extension))
        {
            return OfJson(text, extension);
        }

        return extension switch
        {
            ".jsonl" or ".ndjson" or ".json" => InputFormat.Jsonl,
            ".csv" => InputFormat.Csv,
            ".tsv" => InputFormat.Tsv,
            ".txt" or ".md" or ".text" => InputFormat.Text,
            _ => OfPlainText(text),
        };
    }

    private static string ExtensionOf(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }

    // Prose and tables may begin with a bracket too ("[1] Smith 1998"); under a name that does not say JSON, more of it must show.
    private static bool BeginsLikeJson(ReadOnlySpan<byte> text, string extension)
    {
        var inside = text[1..].TrimStart(" \t\r\n"u8);
        return text[0] switch
        {
            (byte)'{' => extension is ".jsonl" or ".ndjson" or ".json" || inside is [(byte)'"' or (byte)'}', ..],
            (byte)'[' => extension is ".jsonl" or ".ndjson" or ".json" || inside is [(byte)'{', ..],
            _ => false,
        };
    }

    private static InputFormat OfJson(ReadOnlySpan<byte> text, string extension)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        var first = (lineEnd < 0 ? text : text[..lineEnd]).TrimEnd(" \t\r"u8);
        var next = lineEnd < 0 ? default : text[lineEnd..].TrimStart(" \t\r\n"u8);
        if (extension is ".jsonl" or ".ndjson")
        {
            // Named as lines, and taken at that word, unless the first line can only be the beginning of a document:
            // a broken first line must not turn a million good ones into a broken document.
            var isOpening = first is [(byte)'{' or (byte)'['] && !next.IsEmpty;
            var isArrayOfObjects = first[0] == '[' && first[1..].TrimStart(" \t"u8) is [(byte)'{', ..] && (next.IsEmpty || first[^1] == ',');
            return isOpening || isArrayOfObjects ? InputFormat.Json : InputFormat.Jsonl;
        }

        // Lines, when the first object ends on the line where it began and what follows begins another. A .json file of
        // one line may be a document of which the rows are a part; the reader of documents finds that out.
        var isLine = first[0] == '{' && first[^1] == '}';
        var isAlone = next.IsEmpty && text.Length < HeadSize / 2;
        return isLine && (next.IsEmpty ? extension != ".json" && isAlone : next[0] == '{') ? InputFormat.Jsonl : InputFormat.Json;
    }

    private static InputFormat OfPlainText(ReadOnlySpan<byte> text)
    {
        if (HasEqualCounts(text, (byte)'\t'))
        {
            return InputFormat.Tsv;
        }

        return HasEqualCounts(text, (byte)',') || HasEqualCounts(text, (byte)';') ? InputFormat.Csv : InputFormat.Text;
    }

    private static int CountOutsideQuotes(ReadOnlySpan<byte> line, byte separator)
    {
        var (count, quoted) = (0, false);
        foreach (var value in line)
        {
            quoted ^= value == '"';
            count += !quoted && value == separator ? 1 : 0;
        }

        return count;
    }

    // Prose has commas too, but seldom as many on each of its first five lines.
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

            var count = CountOutsideQuotes(text[..end], separator);
            if (count == 0 || (expected >= 0 && count != expected))
            {
                return false;
            }

            expected = count;
            text = text[(end + 1)..];
        }

        return true;
    }
}

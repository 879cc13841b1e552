using System.Text;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Csv;

/// <summary>The names of a file's columns, from its first record: each becomes a member of every row.</summary>
internal sealed class CsvHeader
{
    private const string Separators = ",;\t|";

    private CsvHeader(List<string> names)
    {
        Names = names;
        Keys = [.. names.Select(static (name, i) => Key(name, i))];
    }

    /// <summary>The names; an empty one is called after its number, one that stands twice gets a number behind it.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What stands before each value in a row, such as <c>,"name":</c>.</summary>
    public byte[][] Keys { get; }

    /// <summary>The separator that the first line uses most, outside quotes; a comma when it uses none.</summary>
    public static byte SeparatorOf(ReadOnlySpan<byte> head)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        var quoted = false;
        foreach (var value in head.TrimStart("\uFEFF\r\n"u8))
        {
            quoted ^= value == '"';
            if (value == '\n' && !quoted)
            {
                break;
            }

            if (!quoted && Separators.IndexOf((char)value, StringComparison.Ordinal) is >= 0 and var index)
            {
                counts[index]++;
            }
        }

        var most = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            most = counts[i] > counts[most] ? i : most;
        }

        return (byte)Separators[most];
    }

    /// <summary>Reads the header; null when the file is empty.</summary>
    public static CsvHeader? Read(CsvRecords records)
    {
        if (!records.MoveNext())
        {
            return null;
        }

        if (records.Fault is { } fault)
        {
            throw new SourceFault($"{records.Name}:{records.Line}: the first record must name the columns, and it cannot be read. {fault.Message}");
        }

        var names = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in records.Fields)
        {
            var text = Encoding.UTF8.GetString(records.Text.Slice(field.Start, field.Length));
            text = field.Doubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
            names.Add(Free(text.Length == 0 ? $"column_{names.Count + 1}" : text, taken));
        }

        return new CsvHeader(names);
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name}_{number}";
        }

        return free;
    }

    private static byte[] Key(string name, int index)
    {
        var key = new ByteBuffer();
        key.Append(index == 0 ? (byte)'{' : (byte)',');
        JsonText.WriteString(name, key);
        key.Append((byte)':');
        return key.Span.ToArray();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats;

/// <summary>What holds for every writer of rows. A writer's test class derives from it.</summary>
public abstract class RowWriterContract : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-test-");

    /// <summary>A folder for files.</summary>
    protected string Folder => _folder.FullName;

    /// <summary>The file that tests write, in a folder that is not there yet.</summary>
    protected string Target => Path.Combine(Folder, "deep", "er", "rows.out");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _folder.Delete(recursive: true);

    /// <summary>Opens the writer.</summary>
    private protected abstract RowWriter Open(string path, bool force);

    /// <summary>The rows of a file, as the matching reader gives them.</summary>
    protected abstract IReadOnlyList<string> Read(string path);

    /// <summary>What a row must come back as; the same text form for equal rows.</summary>
    protected virtual string Expected(string row) => Canonical(JsonNode.Parse(row));

    [Fact]
    public void Nothing_bears_the_final_name_before_the_file_is_complete_and_nothing_else_is_left_after()
    {
        using (var writer = Open(Target, force: false))
        {
            Append(writer, ["{\"a\":1}"]);
            File.Exists(Target).ShouldBeFalse();
            writer.Complete(durable: true);
        }

        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBe([Target]);
    }

    [Fact]
    public void Disposed_before_it_is_complete_nothing_is_left()
    {
        using (var writer = Open(Target, force: false))
        {
            Append(writer, ["{\"a\":1}"]);
        }

        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_exists_is_refused_and_kept_unless_forced()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        File.WriteAllText(Target, "mine");
        Should.Throw<RecipeFault>(() => Open(Target, force: false)).Message.ShouldContain("--force");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBe([Target]);
        File.ReadAllText(Target).ShouldBe("mine");
        using (var writer = Open(Target, force: true))
        {
            Append(writer, ["{\"a\":1}"]);
            File.ReadAllText(Target).ShouldBe("mine");
            writer.Complete(durable: false);
        }

        Read(Target).Count.ShouldBe(1);
    }

    [Fact]
    public void A_folder_in_its_place_is_refused()
        => Should.Throw<RecipeFault>(() => Open(Folder, force: true)).Message.ShouldContain("is a folder");

    [Fact]
    public void Many_batches_come_back_in_order()
    {
        using (var writer = Open(Target, force: false))
        {
            // Encoded all at once, in the wrong order, and appended in the right one.
            var encoded = new ReadOnlyMemory<byte>[60];
            for (var i = encoded.Length - 1; i >= 0; i--)
            {
                var rows = Enumerable.Range(i * 50, 50).Select(static n => $"{{\"n\":{n},\"t\":\"{new string('x', n % 70)}\"}}\n");
                encoded[i] = writer.Encode(Encoding.UTF8.GetBytes(string.Concat(rows)), new ByteBuffer());
            }

            foreach (var batch in encoded)
            {
                writer.Append(batch.Span);
            }

            writer.Complete(durable: false);
        }

        Read(Target).Select(static r => JsonNode.Parse(r)!["n"]!.ToString()).ShouldBe(Enumerable.Range(0, 3000).Select(static n => $"{n}"));
    }

    [Fact]
    public void Rows_come_back_equal()
    {
        var random = new Random(20_261);
        for (var round = 0; round < 12; round++)
        {
            var rows = new RandomRows(random).Many(40);
            using (var writer = Open(Target, force: true))
            {
                Append(writer, rows[..13]);
                Append(writer, rows[13..]);
                writer.Complete(durable: false);
            }

            Read(Target).Select(static r => Canonical(JsonNode.Parse(r))).ShouldBe(rows.Select(Expected));
        }
    }

    private protected static void Append(RowWriter writer, IEnumerable<string> rows)
        => writer.Append(writer.Encode(Encoding.UTF8.GetBytes(string.Concat(rows.Select(static r => r + "\n"))), new ByteBuffer()).Span);

    /// <summary>One text for equal values: members by name, missing is null, numbers by value.</summary>
    protected static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => "{" + string.Join(",", o.Where(static m => Canonical(m.Value) is not ("null" or "{}")).OrderBy(static m => m.Key, StringComparer.Ordinal).Select(static m => $"{m.Key}:{Canonical(m.Value)}")) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Canonical)) + "]",
        _ when node.GetValueKind() == System.Text.Json.JsonValueKind.Number => Number(node.ToJsonString()),
        _ => node.ToJsonString(),
    };

    private static string Number(string text)
        => text.AsSpan().IndexOfAny(".eE") < 0 ? text : double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Rows that agree on their fields' kinds, as a table's do, with all that is hard in values.</summary>
    private sealed class RandomRows(Random random)
    {
        private static readonly string[] Texts = ["", " ", "plain", "a,b;c\\td", "\\\"quoted\\\"", "line\\nbreak\\r\\n", "é漢字😀", "\\u00e9\\ud83d\\ude00", "NULL", "null", "007", "{\\\"a\\\":1}", "\\\\", "true"];
        private static readonly string[] Wholes = ["0", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993"];
        private static readonly string[] Unsigned = ["18446744073709551615", "9223372036854775808", "1"];
        private static readonly string[] Fractions = ["0.5", "-1e-7", "1.7976931348623157e308", "2.50", "0.1", "3"];

        public List<string> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Row())];

        private string Row()
        {
            var members = new List<string>();
            Add("text", () => Text());
            Add("whole", () => Pick(Wholes));
            Add("unsigned", () => Pick(Unsigned));
            Add("fraction", () => Pick(Fractions));
            Add("flag", () => random.Next(2) == 0 ? "true" : "false");
            Add("list", () => $"[{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Text()))}]");
            Add("nested", () => $"{{\"x\":{Text()},\"Ü y\":{{\"z\":[{{\"w\":{Pick(Wholes)}}},null]}}}}");
            Add("never", () => "null");
            return members.Count == 0 ? "{\"text\":\"one at least\"}" : "{" + string.Join(", ", members) + "}";

            void Add(string name, Func<string> value)
            {
                if (random.Next(5) > 0)
                {
                    members.Add($"\"{name}\":{(random.Next(6) == 0 ? "null" : value())}");
                }
            }
        }

        private string Text() => $"\"{Pick(Texts)}\"";

        private string Pick(string[] from) => from[random.Next(from.Length)];
    }
}

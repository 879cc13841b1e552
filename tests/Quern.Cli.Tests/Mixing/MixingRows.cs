using System.Text.Json;

namespace Quern.Cli.Tests.Mixing;

/// <summary>Rows to mix and to split, and what came of them.</summary>
internal static class MixingRows
{
    /// <summary>Rows that say which source they are of.</summary>
    public static string Of(string source, int count, int from = 0)
        => string.Concat(Enumerable.Range(from, count).Select(i => $"{{\"id\":\"{source}-{i}\",\"s\":\"{source}\",\"n\":{i}}}\n"));

    /// <summary>How many rows of a file say that they are of a source.</summary>
    public static int Count(this QuernProgram quern, string file, string source)
        => quern.Lines(file).Count(l => l.Contains($"\"s\":\"{source}\"", StringComparison.Ordinal));

    /// <summary>One field of each row of a file.</summary>
    public static List<string> Values(this QuernProgram quern, string file, string field)
        => [.. quern.Lines(file).Select(l => JsonDocument.Parse(l).RootElement.GetProperty(field).ToString())];

    /// <summary>CRC-32C of bytes, bit by bit: nothing of it is shared with the program.</summary>
    public static string Crc32c(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x82F63B78;
            }
        }

        return (~crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Whether what the statistics say of the files is so.</summary>
    /// <param name="quern">The program.</param>
    /// <param name="outputs">The list of outputs.</param>
    /// <param name="folder">Where the files lie that it names.</param>
    public static void ShouldAgreeWithFiles(this QuernProgram quern, JsonElement outputs, string folder = "")
    {
        outputs.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (var output in outputs.EnumerateArray())
        {
            var name = (output.TryGetProperty("name", out var own) ? own : output.GetProperty("path")).GetString()!;
            var bytes = File.ReadAllBytes(quern.At(Path.Combine(folder, name)));
            output.GetProperty("bytes").GetInt64().ShouldBe(bytes.Length, name);
            output.GetProperty("crc32c").GetString().ShouldBe(Crc32c(bytes), name);
            if (name.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                output.GetProperty("rows").GetInt64().ShouldBe(bytes.Count(static b => b == '\n'), name);
            }
        }
    }
}

using System.Globalization;
using System.Text;
using Quern.Bench.Measuring;

namespace Quern.Bench;

/// <summary>Makes the files that are measured on: the same bytes on every machine.</summary>
internal static class RowFiles
{
    private static readonly string[] Words
        = ["the", "mill", "grain", "turns", "slowly", "water", "over", "stone", "flour", "sieve", "wheel", "answer", "question", "because", "früher", "naïve", "window"];

    private static readonly string[] Syllables
        = ["ba", "ber", "cho", "dan", "de", "el", "fi", "gar", "go", "hu", "in", "jo", "ka", "ken", "la", "lim", "ma", "mer", "ni", "no", "or",
            "pa", "pel", "qui", "ra", "ren", "sa", "so", "ti", "tur", "va", "wen"];

    /// <summary>A file of one kind of rows, made when it is not there yet in this size.</summary>
    public static string Make(string kind, BenchSettings settings)
    {
        Directory.CreateDirectory(settings.Folder);
        var path = Path.Combine(settings.Folder, $"{kind}-{settings.Bytes}.jsonl");
        if (File.Exists(path))
        {
            return path;
        }

        using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        {
            for (var i = 0L; file.Position < settings.Bytes; i++)
            {
                file.Write(Encoding.UTF8.GetBytes(Row(kind, i)));
            }
        }

        File.Move(path + ".tmp", path);
        return path;
    }

    /// <summary>The same rows as Parquet, compressed as datasets usually are.</summary>
    public static string MakeParquet(string kind, BenchSettings settings)
    {
        var rows = Make(kind, settings);
        var path = Path.ChangeExtension(rows, ".parquet");
        return File.Exists(path) || ChildProcess.Run($"{BenchSettings.Self} parquet-of {rows} {path}").ExitCode == 0
            ? path
            : throw new InvalidOperationException($"{path} could not be made from {rows}.");
    }

    /// <summary>A file of so many rows.</summary>
    public static string MakeSmall(BenchSettings settings, int rows)
    {
        Directory.CreateDirectory(settings.Folder);
        var path = Path.Combine(settings.Folder, $"small-{rows}.jsonl");
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, rows).Select(static i => Row("tiny", i))));
        return path;
    }

    private static string Row(string kind, long i) => kind switch
    {
        // About 1 KB, in the usual form of a chat.
        "chat" => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"c-{{i}}","score":{{i % 10}},"messages":[{"role":"user","content":"{{Text(i, 40)}}"},{"role":"assistant","content":"{{Text(i + 5, 112)}}"}]}""") + "\n",
        // About 1.4 KB, an escape every few words.
        "escapes" => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"e-{{i}}","score":{{i % 10}},"chosen":"{{Text(i, 105, "\\n\\n")}}","rejected":"{{Text(i + 3, 105, "\\\"")}}"}""") + "\n",
        // The same form; the words are of all kinds, so that Parquet comes to a good third of them, as with real text.
        "varied" => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"v-{{i}}","score":{{i % 10}},"messages":[{"role":"user","content":"{{Varied(i, 40)}}"},{"role":"assistant","content":"{{Varied(i + (1L << 40), 112)}}"}]}""") + "\n",
        "conversations" => PlanRows.Conversation(i, static (seed, words) => Text(seed, words)),
        "calls" => PlanRows.Calls(i, static (seed, words) => Text(seed, words)),
        // About 120 bytes in many small fields.
        _ => string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{i}},"score":{{i % 10}},"x":{{i * 37 % 1000}}.5,"ok":{{(i % 3 == 0 ? "true" : "false")}},"tag":"{{Words[i % Words.Length]}}","lang":"en","parent":null,"depth":{{i % 7}},"group":{{i % 1000}},"rank":{{i % 77}}}""") + "\n",
    };

    private static string Text(long seed, int words, string between = " ")
    {
        // A plain generator with a fixed start: a period as short as the list would make Parquet unlike real text.
        var state = Start(seed);
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            state = Next(state);
            text.Append(Words[(int)((state >> 33) % (ulong)Words.Length)]).Append(i % 4 == 3 ? between : " ");
        }

        return text.ToString();
    }

    private static string Varied(long seed, int words)
    {
        var state = Start(seed);
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            state = Next(state);
            // One to four syllables of five bits each, from the bits that are mixed best.
            for (var left = (int)((state >> 61) % 4); left >= 0; left--)
            {
                text.Append(Syllables[(int)((state >> (36 + (5 * left))) % (ulong)Syllables.Length)]);
            }

            text.Append(' ');
        }

        return text.ToString();
    }

    private static ulong Start(long seed) => (ulong)seed * 0x9E3779B97F4A7C15;

    private static ulong Next(ulong state) => (state * 6364136223846793005) + 1442695040888963407;
}

using System.Globalization;
using System.Text;
using Quern.Bench.Dedup.Corpus;

namespace Quern.Bench.Dedup;

/// <summary>
/// Sets of rows that break what is only fast on ordinary ones: where every row is a candidate of every other, or one row is as
/// long as all others. What should be kept is known from how they are made.
/// </summary>
internal static class HostileSets
{
    private const int Words = 60;

    // Among them pictures of several code points: joined ones, a flag, a skin tone, a key.
    private static readonly string[] Emoji =
        ["😀", "🙈", "🍕", "❤️", "👩‍🚀", "🇵🇱", "👍🏽", "👨‍👩‍👧", "🐫", "🍄", "😴", "☕", "🧠", "🏳️‍🌈", "1️⃣", "🐾"];

    /// <summary>All sets, with what they are asked.</summary>
    public static IEnumerable<HostileSet> Of(DedupSettings settings)
    {
        var n = settings.HostileRows;
        yield return new("all rows equal", n, static (_, text) => Series(text, "e", 0), [new("", 1)]);
        yield return new("a template, one word differs", n, static (i, text) => OneDiffers(text, i), [new("", 1)]);
        // Six rows apart two have 50 of 62 shingles in common (.806), seven apart 49 of 63 (.778).
        yield return new("a sliding chain, one word further", n, static (i, text) => Series(text, "c", i), [new("", (n + 6) / 7), new("--linkage connected", 1)]);
        yield return new("one shingle in every row", n, static (i, text) => OneShared(text, i), [new("", n)]);
        yield return new(string.Create(CultureInfo.InvariantCulture, $"one row of {settings.GiantBytes / 1e6:0} MB"), Math.Min(n, 1000), (i, text) => Giant(text, i, settings.GiantBytes), [new("", Math.Min(n, 1000))]);
        // One row in ten repeats the one before it, but for punctuation; to words each is one word.
        yield return new("emoji without spaces", n, static (i, text) => Pictures(text, i), [new("", n - (n / 10)), new("--shingles mixed", n - (n / 10)), new("--shingles characters", n - (n / 10))]);
        // One row in ten differs from the one before it in one character, which words cannot see.
        yield return new("Chinese and Japanese without spaces", n, static (i, text) => Characters(text, i), [new("", n), new("--shingles mixed", n - (n / 10)), new("--shingles characters", n - (n / 10))]);
    }

    private static void Series(TextWriter text, string prefix, long first)
    {
        for (var i = 0; i < Words; i++)
        {
            Word(text, prefix, first + i);
        }
    }

    private static void OneDiffers(TextWriter text, long row)
    {
        for (var i = 0; i < Words; i++)
        {
            Word(text, i == Words / 2 ? "d" : "t", i == Words / 2 ? row : i);
        }
    }

    private static void OneShared(TextWriter text, long row)
    {
        text.Write("one phrase in every row ");
        for (var i = 0; i < Words; i++)
        {
            Word(text, "s", (row * Words) + i);
        }
    }

    private static void Giant(TextWriter text, long row, long bytes)
    {
        // It stands among the others, not at an end.
        if (row != 3)
        {
            OneShared(text, row);
            return;
        }

        // "g00000000 " is ten bytes.
        for (var i = 0L; i < bytes / 10; i++)
        {
            text.Write('g');
            text.Write(i.ToString("00000000", CultureInfo.InvariantCulture));
            text.Write(' ');
        }
    }

    private static void Pictures(TextWriter text, long row)
    {
        var isRepeat = row % 10 == 9;
        var chance = new Chance(1, isRepeat ? row - 1 : row, Purpose.Words);
        for (var left = 20 + chance.Below(20); left > 0; left--)
        {
            text.Write(Emoji[chance.Below(Emoji.Length)]);
        }

        text.Write(isRepeat ? "!?" : "");
    }

    private static void Characters(TextWriter text, long row)
    {
        var isAlike = row % 10 == 9;
        var chance = new Chance(2, isAlike ? row - 1 : row, Purpose.Words);
        for (var (i, length) = (0, Words + chance.Below(Words)); i < length; i++)
        {
            var at = chance.Below(2160);
            // 2,000 Chinese characters, 80 of Hiragana, 80 of Katakana; U+7FFF is none of them.
            text.Write(isAlike && i == length / 2 ? '\u7FFF' : (char)(at < 2000 ? 0x4E00 + at : at < 2080 ? 0x3041 + at - 2000 : 0x30A1 + at - 2080));
        }
    }

    private static void Word(TextWriter text, string prefix, long number)
    {
        text.Write(prefix);
        text.Write(number.ToString(CultureInfo.InvariantCulture));
        text.Write(' ');
    }
}

/// <summary>One way to deduplicate a hostile set.</summary>
/// <param name="Options">What is asked for beside the defaults.</param>
/// <param name="Keeps">How many rows are right.</param>
internal sealed record HostileTask(string Options, long Keeps);

/// <summary>A hostile set.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Text">Writes the text of a row; nothing in it has to be escaped.</param>
/// <param name="Tasks">What it is asked.</param>
internal sealed record HostileSet(string Name, long Rows, Action<long, TextWriter> Text, IReadOnlyList<HostileTask> Tasks)
{
    /// <summary>Writes the set.</summary>
    public void Write(string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        for (var row = 0L; row < Rows; row++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {row}, \"instruction\": \""));
            Text(row, file);
            file.Write("\", \"response\": \"\"}\n");
        }
    }
}

using System.Globalization;

namespace Quern.Dedup.Texts;

/// <summary>
/// What Unicode says of characters for the form NFKC: their combining classes, what they are made of, and which two are one.
/// The platform has it only together with the data of all cultures, which the program leaves out.
/// </summary>
internal sealed class NormalFormTable
{
    private const int PageBits = 8;
    private const string Resource = "Quern.Dedup.Texts.normal-forms.txt";
    private static readonly Lazy<NormalFormTable> Loaded = new(static () => new NormalFormTable());

    // Of a character: its class in the lower byte, above it where its plain form begins. Most pages are empty.
    private readonly int[]?[] _pages = new int[0x110000 >> PageBits][];
    private readonly List<int[]> _plain = [[]];
    private readonly Dictionary<long, int> _pairs = [];
    private readonly HashSet<int> _seconds = [];

    private NormalFormTable()
    {
        using var resource = typeof(NormalFormTable).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(resource);
        while (reader.ReadLine() is { } line)
        {
            Read(line.Split(' '));
        }
    }

    /// <summary>The table, read when it is first asked for.</summary>
    public static NormalFormTable Instance => Loaded.Value;

    /// <summary>The combining class of a character; 0 for those that stand by themselves.</summary>
    public int ClassOf(int character) => EntryOf(character) & 0xFF;

    /// <summary>What a character is made of; nothing when it is plain already. Hangul syllables are not in the table.</summary>
    public ReadOnlySpan<int> PlainOf(int character) => _plain[EntryOf(character) >> 8];

    /// <summary>The character that two are together; 0 when there is none.</summary>
    public int Together(int first, int second) => _pairs.GetValueOrDefault(KeyOf(first, second));

    /// <summary>Whether a character may become one with another before it.</summary>
    public bool MayFollow(int character) => _seconds.Contains(character);

    private void Read(string[] words)
    {
        switch (words[0])
        {
            case "class":
                EntryAt(CodeOf(words[1])) |= int.Parse(words[2], CultureInfo.InvariantCulture);
                break;
            case "plain":
                EntryAt(CodeOf(words[1])) |= _plain.Count << 8;
                _plain.Add([.. words.Skip(2).Select(CodeOf)]);
                break;
            case "pair":
                _pairs.Add(KeyOf(CodeOf(words[1]), CodeOf(words[2])), CodeOf(words[3]));
                _seconds.Add(CodeOf(words[2]));
                break;
        }
    }

    private int EntryOf(int character) => _pages[character >> PageBits]?[character & ((1 << PageBits) - 1)] ?? 0;

    private ref int EntryAt(int character)
        => ref (_pages[character >> PageBits] ??= new int[1 << PageBits])[character & ((1 << PageBits) - 1)];

    private static long KeyOf(int first, int second) => ((long)first << 32) | (uint)second;

    private static int CodeOf(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

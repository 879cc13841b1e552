using Quern.Rows;

namespace Quern.Plans.Inference;

/// <summary>Reads the texts of one node: which tool they ask for, how much they touch, how sensitive they are, and what they are about.</summary>
/// <param name="tables">The tables.</param>
internal sealed class TextReading(InferenceTables tables)
{
    private readonly TextTable _table = tables.Texts;
    private readonly ToolReading _tool = new(tables.Tools);
    private readonly ScopeCount _scope = new();
    private readonly int[] _domains = new int[tables.Texts.Domains.Length];
    private readonly ByteBuffer _name = new();
    private bool _begun;

    /// <summary>What the first text asks for.</summary>
    public ToolGuess Tool { get; private set; } = tables.Tools.Default;

    /// <summary>How many things the texts speak of.</summary>
    public ScopeGuess Scope => _scope.Guess;

    /// <summary>The most sensitive of the words.</summary>
    public SensitivityGuess Sensitivity { get; private set; } = new(0, tables.Tools.Default.How);

    /// <summary>What the texts are about, such as <c>finance</c>, as UTF-8; <c>general</c> where no word tells.</summary>
    public byte[] Domain
    {
        get
        {
            var best = _domains.Length - 1;
            for (var i = _domains.Length - 2; i >= 0; i--)
            {
                best = _domains[i] > 0 && _domains[i] >= _domains[best] ? i : best;
            }

            return _table.Domains[best];
        }
    }

    /// <summary>Forgets everything of the row before.</summary>
    public void BeginRow()
    {
        _domains.AsSpan().Clear();
        Begin();
    }

    /// <summary>Forgets the texts before, but not what the row is about.</summary>
    public void Begin()
    {
        _begun = false;
        Tool = tables.Tools.Default;
        Sensitivity = new SensitivityGuess(0, tables.Tools.Default.How);
        _scope.Begin();
    }

    /// <summary>Reads a text; the first after <see cref="Begin"/> tells the tool.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (!_begun)
        {
            _begun = true;
            Tool = _tool.Read(utf8);
        }

        Scan(utf8);
    }

    /// <summary>Reads a text that asks for no tool: an argument, or a request whose calls are known.</summary>
    public void AddText(ReadOnlySpan<byte> utf8) => Scan(utf8);

    /// <summary>Reads the words of a name, such as <c>deleteUser_password</c>; it tells no tool.</summary>
    public void AddWords(ReadOnlySpan<byte> name)
    {
        NameWords.Split(name, _name);
        Scan(_name.Span);
    }

    private void Scan(ReadOnlySpan<byte> utf8)
    {
        var scan = new PhraseScan(utf8, _table.Phrases);
        while (scan.Next())
        {
            if (scan.Phrase == PhraseScan.Digits)
            {
                if (NumberText.Read(utf8, scan.Start, scan.End, scan.Joined) is var number && number != NumberText.Piece)
                {
                    _scope.AddDigits(number, scan.Joined);
                }

                continue;
            }

            var word = _table.Words[scan.Phrase];
            _scope.Add(word, scan.Joined);
            if (word.Sensitivity.Level > Sensitivity.Level)
            {
                Sensitivity = word.Sensitivity;
            }

            if (word.Domain >= 0)
            {
                _domains[word.Domain]++;
            }
        }

        _scope.Settle();
    }
}

using Quern.Formats.Yaml;

namespace Quern.Plans.Inference;

/// <summary>The table of what attacks want, the most severe first.</summary>
internal sealed class AttackTable
{
    private readonly TableText _text;
    private readonly List<KnownTool> _tools = [];
    private readonly PhraseBook<Wish> _book = new();

    private AttackTable(TableText text, YamlNode root)
    {
        _text = text;
        if (root is not ListNode list)
        {
            text.Faults.Add(root, "The table of attacks is a list, the most severe first.");
            list = new ListNode([], root.Line, root.Column);
        }

        foreach (var item in list.Items)
        {
            ReadWish(text.Map(item, "wish", "intent", "tool", "level", "deletes", "words"));
        }

        Phrases = new PhraseTable([.. _book.Meanings.Keys]);
        Guesses = [.. _book.Meanings.Values.Select(static w => w.Guess)];
        Ranks = [.. _book.Meanings.Values.Select(static w => w.Rank)];
    }

    /// <summary>Every tool, the most severe first.</summary>
    public IReadOnlyList<KnownTool> Tools => _tools;

    /// <summary>Every phrase.</summary>
    public PhraseTable Phrases { get; }

    /// <summary>The tool that each phrase asks for.</summary>
    public ToolGuess[] Guesses { get; }

    /// <summary>How severe that is: 0 is the most.</summary>
    public int[] Ranks { get; }

    /// <summary>Reads a table.</summary>
    public static AttackTable Read(string text, string file) => TableText.Read(text, file, static (t, root) => new AttackTable(t, root));

    private void ReadWish(MapNode map)
    {
        var tool = ToolTable.ReadTool(_text, _text.Text(map, "tool"), map);
        var rank = _tools.Count;
        _tools.Add(tool);
        _book.Put(_text.Phrases(map, "words"), (wish, phrase) =>
        {
            if (wish.Guess.Tool is not null)
            {
                _text.Faults.Add(phrase, $"'{phrase.Text}' is a word of another tool already.");
            }

            (wish.Guess, wish.Rank) = (new ToolGuess(tool, TableText.How("intent", phrase)), rank);
        });
    }

    private sealed class Wish
    {
        public ToolGuess Guess { get; set; }

        public int Rank { get; set; }
    }
}

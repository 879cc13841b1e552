using Quern.Rows;

namespace Quern.Plans.Inference;

/// <summary>Reads the name of a tool that a row calls.</summary>
/// <param name="tables">The tables.</param>
internal sealed class CallNameReading(InferenceTables tables)
{
    private readonly ByteBuffer _words = new();

    /// <summary>The tool whose name or verb this is; null where the name tells none.</summary>
    public KnownTool? Tool { get; private set; }

    /// <summary>How sensitive the tool is by itself, 1 to 5.</summary>
    public int Level => Tool?.Level ?? 1;

    /// <summary>What it is used for; empty where the name does not tell.</summary>
    public byte[] Intent => Tool?.Intent ?? [];

    /// <summary>Whether it deletes.</summary>
    public bool Deletes => Tool is { Deletes: true };

    /// <summary>Whether it reads the public web.</summary>
    public bool ReadsWeb { get; private set; }

    /// <summary>Reads a name.</summary>
    public void Read(ReadOnlySpan<byte> name)
    {
        (Tool, ReadsWeb) = (null, false);
        Scan(name);
        Tool = tables.Find(name) ?? Tool;
    }

    private void Scan(ReadOnlySpan<byte> name)
    {
        NameWords.Split(name, _words);
        var scan = new PhraseScan(_words.Span, tables.Tools.Phrases);
        while (scan.Next())
        {
            if (scan.Phrase != PhraseScan.Digits)
            {
                Tool ??= tables.Tools.Words[scan.Phrase].Call;
                ReadsWeb |= (tables.Tools.Words[scan.Phrase].Roles & ToolRoles.Web) != ToolRoles.None;
            }
        }
    }
}

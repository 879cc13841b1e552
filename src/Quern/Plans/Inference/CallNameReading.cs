namespace Quern.Plans.Inference;

/// <summary>What the name of a call says: what kind of tool it is, and whether it reads the web.</summary>
internal sealed class CallNameReading(InferenceTables tables)
{
    /// <summary>The tool of the tables that its verb belongs to; null where it has none.</summary>
    public KnownTool? Tool { get; private set; }

    /// <summary>Whether it reads what the public web says.</summary>
    public bool ReadsWeb { get; private set; }

    /// <summary>Reads a name.</summary>
    public void Read(ReadOnlySpan<byte> name)
    {
        (Tool, ReadsWeb) = (null, false);
        var parts = new NameParts(name);
        while (parts.MoveNext())
        {
            var number = tables.Words.Find(WordKey.Of(name, parts.Start, parts.Length));
            if (number != 0)
            {
                ref readonly var marks = ref tables.Words[number];
                Tool ??= marks.NameVerb;
                ReadsWeb |= marks.Is(WordRoles.Web);
            }
        }
    }
}

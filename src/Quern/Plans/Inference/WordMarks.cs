namespace Quern.Plans.Inference;

/// <summary>What a word or a phrase of the tables means.</summary>
internal record struct WordMarks
{
    /// <summary>The tool it is a verb of.</summary>
    public KnownTool? Verb { get; set; }

    /// <summary>The tool it is a noun of.</summary>
    public KnownTool? Noun { get; set; }

    /// <summary>The tool whose calls have it in their name.</summary>
    public KnownTool? NameVerb { get; set; }

    /// <summary>The other roles it has.</summary>
    public WordRoles Roles { get; set; }

    /// <summary>The number that it is; 0: none.</summary>
    public long Number { get; set; }

    /// <summary>Its place among the words of scope, from 1 on; 0: none. For an exception, the place of the word it excepts.</summary>
    public int Scope { get; set; }

    /// <summary>How sensitive it is; 0: not.</summary>
    public int Level { get; set; }

    /// <summary>Its domain's place, from 1 on; 0: none.</summary>
    public int Domain { get; set; }

    /// <summary>The place of the attack's intent that it names, from 1 on; 0: none.</summary>
    public int Intent { get; set; }

    /// <summary>Whether it has a role.</summary>
    public readonly bool Is(WordRoles role) => (Roles & role) != WordRoles.None;
}

/// <summary>Roles of words beside their meaning.</summary>
[Flags]
internal enum WordRoles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A verb behind it, at the beginning of a sentence, still stands first.</summary>
    LeadIn = 1,

    /// <summary>A verb behind it is an imperative, wherever it stands.</summary>
    Marker = 2,

    /// <summary>A verb behind it is a noun.</summary>
    BeforeNoun = 4,

    /// <summary>A text that begins with it asks.</summary>
    Question = 8,

    /// <summary>A number behind it counts.</summary>
    NumberLead = 16,

    /// <summary>A number before it counts.</summary>
    Counted = 32,

    /// <summary>A number before it does not count.</summary>
    Unit = 64,

    /// <summary>The word of scope in it does not count.</summary>
    Exception = 128,

    /// <summary>A call with it in its name reads the web.</summary>
    Web = 256,
}

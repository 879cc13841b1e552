using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Shapes;

/// <summary>
/// The one normal form of a row: who said what, which tools were offered, which were called, what they gave. One a core,
/// filled anew for each row. Texts are not copied out of the row: they are stretches of it, or of <see cref="Own"/>,
/// and are read with <see cref="Plain"/> while the row is at hand.
/// </summary>
internal sealed class Conversation
{
    /// <summary>The shape that the row was read as.</summary>
    public Shape Shape { get; set; }

    /// <summary>The turns, in order; the system prompt is the first, where there is one.</summary>
    public List<Turn> Turns { get; } = [];

    /// <summary>All calls of all turns, in order.</summary>
    public List<Call> Calls { get; } = [];

    /// <summary>The tools that were offered.</summary>
    public List<OfferedTool> Tools { get; } = [];

    /// <summary>Texts and JSON that do not stand in the row as such: decoded, repaired, translated from Python.</summary>
    public ByteBuffer Own { get; } = new();

    /// <summary>The source's own label, as it was written; absent in most shapes.</summary>
    public JsonSlice Label { get; set; }

    /// <summary>Whether the source's label says that the row is an attack; null where it says nothing.</summary>
    public bool? IsAttack { get; set; }

    /// <summary>Whether turns were written as such where the shape leaves it open: a preference may be of dialogues or of texts.</summary>
    public bool IsDialogue { get; set; }

    /// <summary>The id that rows share which belong together: of the conversation, the prompt, the base behaviour.</summary>
    public TextSlice Group { get; set; }

    /// <summary>The row's id, as JSON.</summary>
    public JsonSlice Id { get; set; }

    /// <summary>The name of the row's source, as JSON.</summary>
    public JsonSlice Source { get; set; }

    /// <summary>The language, as the row names it.</summary>
    public TextSlice Language { get; set; }

    /// <summary>Whether the row is marked as toxic; null where it says nothing.</summary>
    public bool? Toxic { get; set; }

    /// <summary>Whether the row is marked as redacted; null where it says nothing.</summary>
    public bool? Redacted { get; set; }

    /// <summary>Forgets the row before.</summary>
    public void Clear()
    {
        Turns.Clear();
        Calls.Clear();
        Tools.Clear();
        Own.Clear();
        IsDialogue = false;
        (Shape, Label, IsAttack, Group, Language, Toxic, Redacted, Id, Source) = (Shape.Auto, default, null, default, default, null, null, default, default);
    }

    /// <summary>A text as written: with its escapes, when it is the inside of a JSON string.</summary>
    public ReadOnlySpan<byte> Raw(TextSlice text, ReadOnlySpan<byte> row) => (text.InRow ? row : Own.Span).Slice(text.Start, text.Length);

    /// <summary>A text in plain UTF-8; only one with escapes is copied, to <paramref name="scratch"/>.</summary>
    public ReadOnlySpan<byte> Plain(TextSlice text, ReadOnlySpan<byte> row, ByteBuffer scratch)
    {
        var raw = Raw(text, row);
        return text.Escaped ? JsonUnescape.Plain(raw, scratch) : raw;
    }

    /// <summary>A JSON value.</summary>
    public ReadOnlySpan<byte> Json(JsonSlice json, ReadOnlySpan<byte> row) => (json.InRow ? row : Own.Span).Slice(json.Start, json.Length);
}

/// <summary>Who speaks.</summary>
internal enum Role : byte
{
    /// <summary>The operator: system or developer prompt.</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool: its result.</summary>
    Tool,
}

/// <summary>One turn.</summary>
/// <param name="Role">Who speaks.</param>
/// <param name="Text">What is said; for a tool, its result.</param>
internal readonly record struct Turn(Role Role, TextSlice Text)
{
    /// <summary>What was thought before, where the row has it.</summary>
    public TextSlice Reasoning { get; init; }

    /// <summary>More that came with the text: the input of an instruction, the subject of an e-mail.</summary>
    public TextSlice Input { get; init; }

    /// <summary>The first of this turn's calls in <see cref="Conversation.Calls"/>.</summary>
    public int FirstCall { get; init; }

    /// <summary>How many calls this turn makes.</summary>
    public int CallCount { get; init; }
}

/// <summary>One call of a tool.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">Its arguments: always one valid JSON object without duplicate keys.</param>
internal readonly record struct Call(TextSlice Name, JsonSlice Arguments)
{
    /// <summary>The id that the row gives the call; absent in most.</summary>
    public TextSlice Id { get; init; }

    /// <summary>What the tool gave, as valid JSON (a text is a JSON string); absent when the row does not say.</summary>
    public JsonSlice Result { get; init; }

    /// <summary>The place of the turn that makes the call in <see cref="Conversation.Turns"/>.</summary>
    public int Turn { get; init; }
}

/// <summary>A tool that was offered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does; may be absent.</param>
/// <param name="Parameters">Its parameters as valid JSON; may be absent.</param>
internal readonly record struct OfferedTool(TextSlice Name, TextSlice Description, JsonSlice Parameters);

/// <summary>A text: a stretch of the row or of <see cref="Conversation.Own"/>.</summary>
/// <param name="Start">Index of its first byte.</param>
/// <param name="Length">Number of bytes; 0: absent or empty.</param>
/// <param name="InRow">Whether it lies in the row.</param>
/// <param name="Escaped">Whether it is the inside of a JSON string, where escapes may stand; otherwise it is plain UTF-8.</param>
internal readonly record struct TextSlice(int Start, int Length, bool InRow, bool Escaped)
{
    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Length == 0;
}

/// <summary>A valid JSON value: a stretch of the row or of <see cref="Conversation.Own"/>.</summary>
/// <param name="Start">Index of its first byte.</param>
/// <param name="Length">Number of bytes; 0: absent.</param>
/// <param name="InRow">Whether it lies in the row.</param>
internal readonly record struct JsonSlice(int Start, int Length, bool InRow)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Length == 0;
}

using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>What the readers of shapes share on one core: the normal form they fill, and room to work in.</summary>
internal sealed class ReadingTools
{
    /// <summary>The normal form.</summary>
    public Conversation Into { get; } = new();

    /// <summary>The fields of the row.</summary>
    public RowFields Fields { get; } = new();

    /// <summary>The fields of a turn.</summary>
    public RowFields Turn { get; } = new();

    /// <summary>The fields of a call or of a tool that is offered.</summary>
    public RowFields Call { get; } = new();

    /// <summary>The fields of what a call or an offer keeps under <c>function</c>.</summary>
    public RowFields Function { get; } = new();

    /// <summary>Reads broken JSON and Python.</summary>
    public LooseJson Loose { get; } = new();

    /// <summary>Reads calls written as in Python.</summary>
    public PythonCalls Python { get; } = new();

    /// <summary>Checks JSON that stood within a text.</summary>
    public RowCheck Check { get; } = new();

    /// <summary>Calls that were read from a text.</summary>
    public List<CallText> CallTexts { get; } = [];

    /// <summary>What tools gave, before it is tied to calls: the text, and the id of the call where it is told.</summary>
    public List<(TextSlice Text, TextSlice Id)> Results { get; } = [];

    /// <summary>Room for a text.</summary>
    public ByteBuffer Scratch { get; } = new();

    /// <summary>The first of the calls that have no result yet.</summary>
    public int Open { get; set; }

    /// <summary>Why the row cannot be read.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>Says why the row cannot be read; always false.</summary>
    public bool Fail(string reason, string message)
    {
        Fault = new RowFault(reason, message);
        return false;
    }

    /// <summary>Forgets the row before.</summary>
    public void Begin(ReadOnlySpan<byte> row)
    {
        Into.Clear();
        Results.Clear();
        Fields.Find(row, new JsonSlice(0, row.Length, InRow: true));
        (Fault, Open) = (default, 0);
    }
}

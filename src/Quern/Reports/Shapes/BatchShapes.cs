using System.Text;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;
using Quern.Steps;

namespace Quern.Reports.Shapes;

/// <summary>Recognises the rows of one batch. Kept with its batch, so that it is filled by one core at a time.</summary>
/// <param name="examples">How many rows of a shape are kept to be shown.</param>
internal sealed class BatchShapes(int examples)
{
    private const int ShownBytes = 400;

    private readonly RowCheck _check = new();
    private readonly ShapeReader _reader = new();
    private readonly ByteBuffer _scratch = new();

    /// <summary>Rows by shape.</summary>
    public ShapeTally Shapes { get; } = new(examples);

    /// <summary>Rows without one, by reason.</summary>
    public ShapeTally Unreadable { get; } = new(examples);

    /// <summary>How many rows were looked at.</summary>
    public long Rows { get; private set; }

    /// <summary>Looks at all rows of a batch.</summary>
    public void Count(PlacedBatch batch)
    {
        var rows = batch.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            Rows++;
            var broken = rows.IsBroken(i, out var fault) || (!rows.Trusted && !_check.Passes(rows[i], out fault));
            if (broken || !_reader.TryRead(rows[i], out fault))
            {
                var shape = _reader.Conversation.Shape;
                var reason = broken || shape == Shape.Auto ? fault.Reason : $"{fault.Reason}, as {Name(shape)}";
                if (Unreadable.Wants(reason))
                {
                    Unreadable.Add(reason, new ShapeExample(rows.Describe(i), fault.Message));
                }

                continue;
            }

            var name = Name(_reader.Conversation.Shape);
            if (Shapes.Wants(name))
            {
                Shapes.Add(name, new ShapeExample(rows.Describe(i), Text(rows[i])));
            }
        }
    }

    /// <summary>Empties the counts for the next batch.</summary>
    public void Reset()
    {
        Rows = 0;
        Shapes.Clear();
        Unreadable.Clear();
    }

    private static readonly string[] Names = [.. Enum.GetNames<Shape>().Select(OptionTable.KebabCase)];

    private static string Name(Shape shape) => Names[(int)shape];

    // What the user says first; of a plan the beginning of the row.
    private string Text(ReadOnlySpan<byte> row)
    {
        var conversation = _reader.Conversation;
        foreach (var turn in conversation.Turns)
        {
            if (turn.Role == Role.User)
            {
                return Shown(conversation.Plain(turn.Text, row, _scratch)) + (conversation.Calls.Count == 0 ? "" : $"  [{conversation.Calls.Count} {(conversation.Calls.Count == 1 ? "call" : "calls")}]");
            }
        }

        return Shown(row);
    }

    private static string Shown(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, ShownBytes)]).TrimEnd('\uFFFD');
}

using Quern.Rows.Json;
using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Conversations without names for who speaks: one text, a list of bare texts, the messages of a tree.</summary>
internal static class FlatShapes
{
    // No conversation of people is longer; each step looks at all that is below it.
    private const int LongestPath = 200;

    /// <summary>A whole conversation in one text.</summary>
    public static bool TryText(in RowReading reading, JsonSlice piece)
    {
        var text = reading.Owned(reading.Text(piece));
        var turns = new FlatTurns(reading.Into.Raw(text, reading.Row));
        while (turns.MoveNext())
        {
            TurnForms.Add(reading, turns.Role, text with { Start = text.Start + turns.Start, Length = turns.Length });
        }

        return RequestShapes.HasRequest(reading);
    }

    /// <summary>A list of bare texts; the user speaks first.</summary>
    public static bool TryList(in RowReading reading, JsonSlice list)
    {
        var role = Role.User;
        var elements = new JsonElements(reading.Json(list));
        while (elements.MoveNext())
        {
            var text = RowReading.Part(list, elements.Start, elements.Length);
            if (!reading.IsText(text))
            {
                return reading.Tools.Fail("bad-shape", $"Turn {reading.Into.Turns.Count + 1} of the list is no text.");
            }

            TurnForms.Add(reading, role, reading.Text(text));
            role = role == Role.User ? Role.Assistant : Role.User;
        }

        return RequestShapes.HasRequest(reading);
    }

    /// <summary>One message of a tree, or a tree with nested replies, of which the best are followed.</summary>
    public static bool TryTree(in RowReading reading)
    {
        var root = reading.Fields[Field.Prompt];
        if (!reading.IsObject(root))
        {
            var speaker = reading.Plain(reading.Text(reading.Fields[Field.Role]));
            TurnForms.Add(reading, TurnForms.TryRole(speaker, out var role) ? role : Role.Assistant, reading.Text(reading.Fields[Field.Text]));
            return RequestShapes.HasRequest(reading);
        }

        for (var message = root; !message.IsEmpty && reading.Into.Turns.Count < LongestPath; message = Best(reading, reading.Member(message, "replies"u8)))
        {
            var speaker = reading.Plain(reading.Text(reading.Member(message, "role"u8)));
            TurnForms.Add(reading, TurnForms.TryRole(speaker, out var role) ? role : Role.User, reading.Text(reading.Member(message, "text"u8)));
        }

        return RequestShapes.HasRequest(reading);
    }

    // The reply of rank 0, or the first.
    private static JsonSlice Best(in RowReading reading, JsonSlice replies)
    {
        if (!reading.IsList(replies))
        {
            return default;
        }

        var elements = new JsonElements(reading.Json(replies));
        while (elements.MoveNext())
        {
            var reply = RowReading.Part(replies, elements.Start, elements.Length);
            if (reading.Json(reading.Member(reply, "rank"u8)) is [(byte)'0'] or [(byte)'0', (byte)'.', (byte)'0'])
            {
                return reply;
            }
        }

        return reading.FirstOf(replies);
    }
}

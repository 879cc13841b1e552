using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>A turn of the model whose content is a list of typed parts: text, reasoning, calls.</summary>
internal static class TypedParts
{
    /// <summary>Adds the turn.</summary>
    public static bool TryAddAssistant(in RowReading reading, JsonSlice content)
    {
        var place = reading.Into.Turns.Count;
        var first = reading.Into.Calls.Count;
        TurnForms.Add(reading, Role.Assistant, default);
        var elements = new JsonElements(reading.Json(content));
        while (elements.MoveNext())
        {
            if (!TryPart(reading, RowReading.Part(content, elements.Start, elements.Length), place))
            {
                return false;
            }
        }

        TurnForms.EndCalls(reading, first);
        return true;
    }

    private static bool TryPart(in RowReading reading, JsonSlice part, int place)
    {
        var value = reading.Member(part, "value"u8, "text"u8);
        var type = reading.Plain(reading.Text(reading.Member(part, "type"u8)));
        if (type.SequenceEqual("tool_call"u8) || type.SequenceEqual("tool_use"u8) || type.SequenceEqual("function_call"u8))
        {
            return CallForms.TryAdd(reading, value.IsEmpty ? part : value, place);
        }

        var turns = reading.Into.Turns;
        if (type.SequenceEqual("reasoning"u8) || type.SequenceEqual("thinking"u8))
        {
            turns[place] = turns[place] with { Reasoning = reading.Text(value.IsEmpty ? reading.Member(part, "thinking"u8) : value) };
        }
        else if (turns[place].Text.IsEmpty)
        {
            turns[place] = turns[place] with { Text = reading.Text(value) };
        }

        return true;
    }
}

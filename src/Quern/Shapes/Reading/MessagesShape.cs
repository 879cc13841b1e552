using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>
/// Conversations as a list of turns with who speaks and what is said: <c>role</c> and <c>content</c>, <c>from</c> and
/// <c>value</c>, and content that is a list of typed parts.
/// </summary>
internal static class MessagesShape
{
    /// <summary>Reads the turns of a list.</summary>
    public static bool TryRead(in RowReading reading, JsonSlice list)
    {
        OfferedForms.Add(reading, reading.Fields.First(Field.Tools, Field.Functions));
        var system = reading.Fields.First(Field.SystemPrompt, Field.System);
        if (reading.IsText(system) && system.Length > 2)
        {
            TurnForms.Add(reading, Role.System, reading.Text(system));
            TaggedText.AddOffers(reading, reading.Text(system));
        }

        var elements = new JsonElements(reading.Json(list));
        while (elements.MoveNext())
        {
            if (!TryTurn(reading, RowReading.Part(list, elements.Start, elements.Length)))
            {
                return false;
            }
        }

        ResultForms.Flush(reading);
        return reading.Into.Turns.Count > 0 || reading.Tools.Fail("no-request", "The conversation has no turns.");
    }

    private static bool TryTurn(in RowReading reading, JsonSlice turn)
    {
        var speaker = reading.Member(turn, "role"u8, "from"u8);
        if (!reading.IsText(speaker) || !TurnForms.TryRole(reading.Plain(reading.Text(speaker)), out var role))
        {
            return reading.Tools.Fail("bad-shape", $"Turn {reading.Into.Turns.Count + 1} does not say who speaks in a word that is known: {reading.Shown(reading.Text(speaker.IsEmpty ? turn : speaker))}");
        }

        var content = reading.Member(turn, "content"u8, "value"u8);
        content = content.IsEmpty ? reading.Member(turn, "text"u8) : content;
        if (role != Role.Tool)
        {
            ResultForms.Flush(reading);
        }

        switch (role)
        {
            case Role.Assistant:
                return TryAssistant(reading, turn, speaker, content);
            case Role.Tool:
                var id = reading.Member(turn, "tool_call_id"u8, "call_id"u8);
                TaggedText.AddResults(reading, reading.Text(content), reading.IsText(id) ? reading.Text(id) : default);
                TurnForms.Add(reading, role, reading.Text(content));
                return true;
            case Role.System:
                // Dolci offers its tools beside the system's text.
                OfferedForms.Add(reading, reading.Member(turn, "functions"u8, "tools"u8));
                TaggedText.AddOffers(reading, reading.Text(content));
                TurnForms.Add(reading, role, reading.Text(content));
                return true;
            default:
                TurnForms.Add(reading, role, reading.Text(content));
                return true;
        }
    }

    private static bool TryAssistant(in RowReading reading, JsonSlice turn, JsonSlice speaker, JsonSlice content)
    {
        var isCall = reading.Json(speaker).IndexOf("_call"u8) >= 0;
        var first = reading.Into.Calls.Count;
        if (isCall)
        {
            TurnForms.Add(reading, Role.Assistant, default);
            return CallForms.TryAdd(reading, content, reading.Into.Turns.Count - 1) && EndCalls(reading, first);
        }

        if (reading.IsList(content) && reading.IsObject(reading.FirstOf(content)))
        {
            return TypedParts.TryAddAssistant(reading, content) && TryMore(reading, turn);
        }

        return TaggedText.TryAddAssistant(reading, reading.Text(content)) && TryMore(reading, turn);
    }

    // Calls that stand beside the text.
    private static bool TryMore(in RowReading reading, JsonSlice turn)
    {
        var place = reading.Into.Turns.Count - 1;
        var first = reading.Into.Turns[place].CallCount > 0 ? reading.Into.Turns[place].FirstCall : reading.Into.Calls.Count;
        var reasoning = reading.Member(turn, "reasoning_content"u8, "reasoning"u8);
        if (reading.IsText(reasoning) && reasoning.Length > 2)
        {
            reading.Into.Turns[place] = reading.Into.Turns[place] with { Reasoning = reading.Text(reasoning) };
        }

        return CallForms.TryAdd(reading, reading.Member(turn, "tool_calls"u8), place)
            && CallForms.TryAdd(reading, reading.Member(turn, "function_call"u8), place)
            && PythonForms.TryAdd(reading, reading.Member(turn, "function_calls"u8), place)
            && EndCalls(reading, first);
    }

    private static bool EndCalls(in RowReading reading, int first)
    {
        TurnForms.EndCalls(reading, first);
        return true;
    }
}

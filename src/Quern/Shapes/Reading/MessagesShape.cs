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
        RequestShapes.AddSystem(reading);
        return TryTurns(reading, list) && (reading.Into.Turns.Count > 0 || reading.Tools.Fail("no-request", "The conversation has no turns."));
    }

    /// <summary>Adds the turns of a list, without what stands beside it.</summary>
    public static bool TryTurns(in RowReading reading, JsonSlice list)
    {
        var elements = new JsonElements(reading.Json(list));
        while (elements.MoveNext())
        {
            if (!TryTurn(reading, RowReading.Part(list, elements.Start, elements.Length)))
            {
                return false;
            }
        }

        ResultForms.Flush(reading);
        return true;
    }

    /// <summary>Whether in a list of turns the user says anything.</summary>
    public static bool HasUser(in RowReading reading, JsonSlice list)
    {
        var elements = new JsonElements(reading.Json(list));
        while (elements.MoveNext())
        {
            var speaker = reading.Member(RowReading.Part(list, elements.Start, elements.Length), "role"u8, "from"u8);
            if (reading.IsText(speaker) && TurnForms.TryRole(reading.Plain(reading.Text(speaker)), out var role) && role == Role.User)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryTurn(in RowReading reading, JsonSlice turn)
    {
        var fields = reading.Tools.Turn;
        fields.Find(reading.Json(turn), turn);
        var speaker = fields.First(Field.Role, Field.From);
        if (!reading.IsText(speaker) || !TurnForms.TryRole(reading.Plain(reading.Text(speaker)), out var role))
        {
            return reading.Tools.Fail("bad-shape", $"Turn {reading.Into.Turns.Count + 1} does not say who speaks in a word that is known: {reading.Shown(reading.Text(speaker.IsEmpty ? turn : speaker))}");
        }

        var content = fields.First(Field.Content, Field.Value, Field.Text);
        if (role != Role.Tool)
        {
            ResultForms.Flush(reading, callsStayOpen: role == Role.Assistant);
        }

        switch (role)
        {
            case Role.Assistant:
                return TryAssistant(reading, speaker, content);
            case Role.Tool:
                var id = fields.First(Field.ToolCallId, Field.CallId);
                if (!content.IsEmpty)
                {
                    TaggedText.AddResults(reading, reading.Text(content), reading.IsText(id) ? reading.Text(id) : default);
                }

                break;
            case Role.System:
                // Dolci offers its tools beside the system's text.
                OfferedForms.Add(reading, fields.First(Field.Functions, Field.Tools));
                TaggedText.AddOffers(reading, reading.Text(content));
                break;
        }

        TurnForms.Add(reading, role, reading.Text(content));
        return true;
    }

    private static bool TryAssistant(in RowReading reading, JsonSlice speaker, JsonSlice content)
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
            return TypedParts.TryAddAssistant(reading, content) && TryMore(reading);
        }

        return TaggedText.TryAddAssistant(reading, reading.Text(content)) && TryMore(reading);
    }

    // Calls that stand beside the text.
    private static bool TryMore(in RowReading reading)
    {
        var fields = reading.Tools.Turn;
        var place = reading.Into.Turns.Count - 1;
        var first = reading.Into.Turns[place].CallCount > 0 ? reading.Into.Turns[place].FirstCall : reading.Into.Calls.Count;
        var reasoning = fields.First(Field.ReasoningContent, Field.Reasoning);
        if (reading.IsText(reasoning) && reasoning.Length > 2)
        {
            reading.Into.Turns[place] = reading.Into.Turns[place] with { Reasoning = reading.Text(reasoning) };
        }

        return CallForms.TryAdd(reading, fields[Field.ToolCalls], place)
            && CallForms.TryAdd(reading, fields[Field.FunctionCall], place)
            && PythonForms.TryAdd(reading, fields[Field.FunctionCalls], place)
            && EndCalls(reading, first);
    }

    private static bool EndCalls(in RowReading reading, int first)
    {
        TurnForms.EndCalls(reading, first);
        return true;
    }
}

using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary><c>chosen</c> and <c>rejected</c>: the chosen side, as what it is.</summary>
internal static class PreferenceShape
{
    /// <summary>Reads the chosen side.</summary>
    public static bool TryRead(in RowReading reading)
    {
        var chosen = reading.Fields[Field.Chosen];
        if (reading.IsList(chosen) && reading.IsObject(reading.FirstOf(chosen)))
        {
            return MessagesShape.TryRead(reading, chosen) && (HasUser(reading) || TryWithPrompt(reading)) && RequestShapes.HasRequest(reading);
        }

        var text = reading.Owned(reading.Text(reading.IsObject(chosen) ? reading.Member(chosen, "content"u8, "text"u8) : chosen));
        if (FlatTurns.Looks(reading.Into.Raw(text, reading.Row)))
        {
            return FlatShapes.TryText(reading, chosen);
        }

        RequestShapes.AddSystem(reading);
        TurnForms.Add(reading, Role.User, reading.Text(Prompt(reading)));
        TurnForms.Add(reading, Role.Assistant, text);
        return RequestShapes.HasRequest(reading);
    }

    private static JsonSlice Prompt(in RowReading reading) => reading.Fields.First(Field.Prompt, Field.Question, Field.Instruction, Field.Input, Field.Query);

    private static bool HasUser(in RowReading reading)
    {
        foreach (var turn in reading.Into.Turns)
        {
            if (turn.Role == Role.User)
            {
                return true;
            }
        }

        return false;
    }

    // The list holds the answer alone: what was asked stands beside it.
    private static bool TryWithPrompt(in RowReading reading)
    {
        reading.Into.Turns.Clear();
        reading.Into.Calls.Clear();
        var prompt = Prompt(reading);
        if (reading.IsList(prompt) && reading.IsObject(reading.FirstOf(prompt)))
        {
            return MessagesShape.TryRead(reading, prompt);
        }

        TurnForms.Add(reading, Role.User, reading.Text(prompt));
        return true;
    }
}

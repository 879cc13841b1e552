using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary><c>chosen</c> and <c>rejected</c>: the chosen side, as what it is.</summary>
internal static class PreferenceShape
{
    /// <summary>Reads the chosen side.</summary>
    public static bool TryRead(in RowReading reading)
    {
        reading.Into.IsDialogue = true;
        var chosen = reading.Fields[Field.Chosen];
        if (reading.IsList(chosen) && reading.IsObject(reading.FirstOf(chosen)))
        {
            RequestShapes.AddSystem(reading);
            return (MessagesShape.HasUser(reading, chosen) || TryPrompt(reading)) && MessagesShape.TryTurns(reading, chosen) && RequestShapes.HasRequest(reading);
        }

        chosen = reading.IsObject(chosen) ? reading.Member(chosen, "content"u8, "text"u8) : chosen;
        var text = reading.Owned(reading.Text(chosen));
        if (FlatTurns.Looks(reading.Into.Raw(text, reading.Row)))
        {
            return FlatShapes.TryText(reading, chosen);
        }

        reading.Into.IsDialogue = false;
        RequestShapes.AddSystem(reading);
        if (!RequestShapes.IsSaid(reading, chosen) || !TryPrompt(reading))
        {
            return false;
        }

        TurnForms.Add(reading, Role.Assistant, text);
        return RequestShapes.HasRequest(reading);
    }

    private static JsonSlice Prompt(in RowReading reading) => reading.Fields.First(Field.Prompt, Field.Question, Field.Instruction, Field.Input, Field.Query);

    // Where the chosen side is the answer alone, what was asked stands beside it: turns, a conversation in one text, or a text.
    private static bool TryPrompt(in RowReading reading)
    {
        var prompt = Prompt(reading);
        if (reading.IsList(prompt) && reading.IsObject(reading.FirstOf(prompt)))
        {
            return MessagesShape.TryTurns(reading, prompt);
        }

        if (reading.IsText(prompt) && FlatTurns.Looks(reading.Plain(reading.Text(prompt))))
        {
            return FlatShapes.TryText(reading, prompt);
        }

        TurnForms.Add(reading, Role.User, reading.Text(prompt));
        return true;
    }
}

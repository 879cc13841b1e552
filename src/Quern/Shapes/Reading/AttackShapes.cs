namespace Quern.Shapes.Reading;

/// <summary>Texts and e-mails that were collected because they attack an agent, or look as if they did.</summary>
internal static class AttackShapes
{
    /// <summary>A text and whether it is an attack.</summary>
    public static bool TryText(in RowReading reading)
    {
        var label = Labels.Of(reading);
        reading.Into.Label = label;

        // Files of attacks alone say how near each is to a known one, and have no label.
        reading.Into.IsAttack = label.IsEmpty && reading.Fields.Has(Field.Similarity) ? true : Labels.IsAttack(reading, label);
        TurnForms.Add(reading, Role.User, reading.Text(TextOf(reading.Fields)));
        return RequestShapes.IsSaid(reading, TextOf(reading.Fields)) && RequestShapes.HasRequest(reading);
    }

    /// <summary>An e-mail that was sent to attack an agent.</summary>
    public static bool TryMail(in RowReading reading)
    {
        var fields = reading.Fields;
        var label = fields[Field.AttackAttempt];
        reading.Into.Label = label.IsEmpty ? Labels.Of(reading) : label;

        // The logs themselves hold attempts only.
        reading.Into.IsAttack = reading.Into.Label.IsEmpty ? true : Labels.IsAttack(reading, reading.Into.Label);
        if (!RequestShapes.IsSaid(reading, fields[Field.Body]))
        {
            return false;
        }

        if (fields.Has(Field.Body))
        {
            TurnForms.Add(reading, Role.User, reading.Text(fields[Field.Body]), reading.Text(fields[Field.Subject]));
        }
        else
        {
            AddKey(reading, reading.Owned(reading.Text(fields.First(Field.Key, Field.Text))));
        }

        return RequestShapes.HasRequest(reading);
    }

    /// <summary>The text that a label speaks of.</summary>
    public static JsonSlice TextOf(RowFields fields) => fields.First(Field.Text, Field.Prompt, Field.Content, Field.UserInput, Field.Input, Field.Query);

    // Subject of the email: X.   Body: Y
    private static void AddKey(in RowReading reading, TextSlice text)
    {
        var plain = reading.Into.Raw(text, reading.Row);
        var subject = plain.IndexOf("Subject of the email:"u8);
        var body = plain.IndexOf("Body:"u8);
        if (subject < 0 || body < subject)
        {
            TurnForms.Add(reading, Role.User, text);
            return;
        }

        var subjectStart = subject + "Subject of the email:"u8.Length;
        TurnForms.Add(reading, Role.User, Trimmed(reading, text, body + "Body:"u8.Length, plain.Length), Trimmed(reading, text, subjectStart, body, withoutStop: true));
    }

    private static TextSlice Trimmed(in RowReading reading, TextSlice text, int start, int end, bool withoutStop = false)
    {
        var part = reading.Into.Raw(text, reading.Row)[start..end];
        var trimmed = part.TrimStart(" \t\r\n"u8);
        start += part.Length - trimmed.Length;
        trimmed = trimmed.TrimEnd(" \t\r\n"u8);
        var length = withoutStop && trimmed.EndsWith("."u8) ? trimmed.Length - 1 : trimmed.Length;
        return text with { Start = text.Start + start, Length = length };
    }
}

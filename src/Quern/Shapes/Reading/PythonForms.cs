namespace Quern.Shapes.Reading;

/// <summary>Calls that are written as in Python, a line or so for each, or after all as JSON.</summary>
internal static class PythonForms
{
    /// <summary>Adds the calls of a text; none where there is no text.</summary>
    public static bool TryAdd(in RowReading reading, JsonSlice value, int turn)
    {
        if (!reading.IsText(value))
        {
            return CallForms.TryAdd(reading, value, turn);
        }

        var text = reading.Owned(reading.Text(value));
        var plain = reading.Into.Raw(text, reading.Row);
        var trimmed = plain.TrimStart(" \t\r\n["u8);
        if (!trimmed.IsEmpty && trimmed[0] is (byte)'{' or (byte)'"')
        {
            return CallForms.TryAdd(reading, value, turn);
        }

        var calls = reading.Tools.CallTexts;
        calls.Clear();
        if (!reading.Tools.Python.TryRead(plain, reading.Into.Own, calls, out var badAt))
        {
            return CallForms.Bad(reading, text, $"go wrong at byte {badAt} of their text");
        }

        if (calls.Count == 0 && plain.Trim(" \t\r\n"u8) is { IsEmpty: false } left && !left.SequenceEqual("[]"u8))
        {
            return CallForms.Bad(reading, text, "hold none, only brackets");
        }

        foreach (var call in calls)
        {
            var name = text with { Start = text.Start + call.NameStart, Length = call.NameLength };
            reading.Into.Calls.Add(new Call(name, new JsonSlice(call.ArgumentsStart, call.ArgumentsLength, InRow: false)) { Turn = turn });
        }

        return true;
    }
}

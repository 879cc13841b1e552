using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>Reads calls in the forms that rows have them in. A call that cannot be read makes the whole row unreadable: none is lost.</summary>
internal static class CallForms
{
    /// <summary>Adds the calls of a value: one, a list, either of them as JSON inside a text.</summary>
    public static bool TryAdd(in RowReading reading, JsonSlice value, int turn)
    {
        if (!reading.TryInner(value, out var calls))
        {
            return Bad(reading, reading.Text(value), "are no JSON and no Python");
        }

        return reading.Kind(calls) switch
        {
            0 => true,
            (byte)'{' => TryOne(reading, calls, turn),
            (byte)'[' => TryList(reading, calls, turn),
            _ => Bad(reading, reading.Text(value), "are neither a list nor an object"),
        };
    }

    /// <summary>Adds one call: name and arguments, by themselves or under <c>function</c>.</summary>
    public static bool TryOne(in RowReading reading, JsonSlice call, int turn)
    {
        var fields = reading.Tools.Call;
        fields.Find(reading.Json(call), call);
        var id = fields[Field.Id];
        var function = fields[Field.Function];
        if (reading.IsObject(function))
        {
            fields = reading.Tools.Function;
            fields.Find(reading.Json(function), function);
        }

        var name = fields.First(Field.Name, Field.FunctionName);
        name = name.IsEmpty && reading.IsText(function) ? function : name;
        name = name.IsEmpty ? fields.First(Field.Tool, Field.ToolName) : name;
        if (!reading.IsText(name) || name.Length == 2)
        {
            return Bad(reading, reading.Text(call), "have no name");
        }

        var arguments = fields.First(Field.Arguments, Field.Parameters, Field.ToolInput, Field.Args, Field.Input, Field.FunctionArgs);
        return TryAdd(reading, reading.Text(name), arguments, reading.Text(id), turn);
    }

    /// <summary>Adds a call of a name with arguments, which may be JSON inside a text.</summary>
    public static bool TryAdd(in RowReading reading, TextSlice name, JsonSlice arguments, TextSlice id, int turn)
    {
        if (name.IsEmpty)
        {
            return Bad(reading, reading.Text(arguments), "have no name");
        }

        // A text that does not even begin as JSON is the argument itself.
        var value = arguments;
        if (!IsPlainText(reading, arguments) && !reading.TryInner(arguments, out value))
        {
            return Bad(reading, reading.Text(arguments), "have arguments that are no JSON and no Python");
        }

        reading.Into.Calls.Add(new Call(name, AsObject(reading, value)) { Id = id, Turn = turn });
        return true;
    }

    /// <summary>Says that calls cannot be read.</summary>
    public static bool Bad(in RowReading reading, TextSlice text, string what)
        => reading.Tools.Fail("bad-calls", $"Calls {what}; turn {Math.Max(reading.Into.Turns.Count, 1)}, call {reading.Into.Calls.Count + 1}: {reading.Shown(text)}");

    private static bool TryList(in RowReading reading, JsonSlice calls, int turn)
    {
        var elements = new JsonElements(reading.Json(calls));
        while (elements.MoveNext())
        {
            // A list of JSON inside texts occurs, too.
            var element = RowReading.Part(calls, elements.Start, elements.Length);
            if (!reading.TryInner(element, out var call) || !reading.IsObject(call))
            {
                return Bad(reading, reading.Text(element), "hold something that is no call");
            }

            if (!TryOne(reading, call, turn))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainText(in RowReading reading, JsonSlice arguments)
        => reading.IsText(arguments) && reading.Plain(reading.Text(arguments)).TrimStart(" \t\r\n`"u8) is { IsEmpty: false } text && char.IsAsciiLetterOrDigit((char)text[0]) && !text.StartsWith("json"u8);

    private static JsonSlice AsObject(in RowReading reading, JsonSlice value)
    {
        if (reading.IsObject(value))
        {
            return value;
        }

        var own = reading.Into.Own;
        var json = reading.Json(value);
        var start = own.Length;
        own.Append("{"u8);
        if (!value.IsEmpty)
        {
            own.Append("\"value\":"u8);
            own.Append(json);
        }

        own.Append((byte)'}');
        return new JsonSlice(start, own.Length - start, InRow: false);
    }
}

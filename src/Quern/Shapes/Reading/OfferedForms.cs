using System.Buffers;
using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>
/// Reads the tools that a row offers. They are what a plan is judged against, not what it is made of: an offer that cannot
/// be read is left out.
/// </summary>
internal static class OfferedForms
{
    private static readonly SearchValues<byte> InNoName = SearchValues.Create(" \\{}[]:"u8);

    /// <summary>Adds the tools of a value: a list or one, also as JSON inside a text.</summary>
    public static void Add(in RowReading reading, JsonSlice value)
    {
        if (!reading.TryInner(value, out var tools))
        {
            return;
        }

        if (reading.IsObject(tools))
        {
            AddOne(reading, tools);
        }
        else if (reading.IsList(tools))
        {
            var elements = new JsonElements(reading.Json(tools));
            while (elements.MoveNext())
            {
                var element = RowReading.Part(tools, elements.Start, elements.Length);
                if (IsName(reading, element))
                {
                    reading.Into.Tools.Add(new OfferedTool(reading.Text(element), default, default));
                }
                else if (reading.TryInner(element, out var tool))
                {
                    AddOne(reading, tool);
                }
            }
        }
    }

    // Some lists hold names alone.
    private static bool IsName(in RowReading reading, JsonSlice element)
        => reading.IsText(element) && element.Length > 2 && reading.Json(element)[1..^1].IndexOfAny(InNoName) < 0;

    private static void AddOne(in RowReading reading, JsonSlice tool)
    {
        var fields = reading.Tools.Call;
        fields.Find(reading.Json(tool), tool);
        var function = fields[Field.Function];
        if (reading.IsObject(function))
        {
            fields = reading.Tools.Function;
            fields.Find(reading.Json(function), function);
        }

        var name = fields[Field.Name];
        if (reading.IsText(name) && name.Length > 2)
        {
            var description = fields[Field.Description];
            reading.Into.Tools.Add(new OfferedTool(reading.Text(name), reading.IsText(description) ? reading.Text(description) : default, fields.First(Field.Parameters, Field.InputSchema)));
        }
    }
}

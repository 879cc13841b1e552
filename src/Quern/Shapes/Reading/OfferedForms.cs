using System.Buffers;
using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>
/// Reads the tools that a row offers. They are what a plan is judged against, not what it is made of: an offer that cannot
/// be read is left out.
/// </summary>
internal static class OfferedForms
{
    private static readonly SearchValues<byte> NoName = SearchValues.Create(" \\{}[]:"u8);

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
        => reading.IsText(element) && element.Length > 2 && !reading.Json(element)[1..^1].ContainsAny(NoName);

    private static void AddOne(in RowReading reading, JsonSlice tool)
    {
        var function = reading.Member(tool, "function"u8);
        var inside = reading.IsObject(function) ? function : tool;
        var name = reading.Member(inside, "name"u8);
        if (reading.IsText(name) && name.Length > 2)
        {
            var parameters = reading.Member(inside, "parameters"u8, "input_schema"u8);
            var description = reading.Member(inside, "description"u8);
            reading.Into.Tools.Add(new OfferedTool(reading.Text(name), reading.IsText(description) ? reading.Text(description) : default, parameters));
        }
    }
}

using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>
/// Reads the tools that a row offers. They are what a plan is judged against, not what it is made of: an offer that cannot
/// be read is left out.
/// </summary>
internal static class OfferedForms
{
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
                if (reading.TryInner(RowReading.Part(tools, elements.Start, elements.Length), out var tool))
                {
                    AddOne(reading, tool);
                }
            }
        }
    }

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

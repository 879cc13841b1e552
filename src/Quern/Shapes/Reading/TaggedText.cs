using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Reads what stands in tags within the texts of turns: reasoning, calls, results, offered tools.</summary>
internal static class TaggedText
{
    /// <summary>Adds a turn of the model whose text may hold its reasoning and its calls in tags.</summary>
    public static bool TryAddAssistant(in RowReading reading, TextSlice text)
    {
        // The sign before the name may be written as an escape; the name never is.
        var raw = reading.Into.Raw(text, reading.Row);
        var hasCalls = raw.IndexOf("tool_call>"u8) >= 0;
        if (!hasCalls && raw.IndexOf("think>"u8) < 0 && raw.IndexOf("thinking>"u8) < 0)
        {
            TurnForms.Add(reading, Role.Assistant, text);
            return true;
        }

        var owned = reading.Owned(text);
        var parted = ThinkText.Of(reading.Into.Raw(owned, reading.Row));
        var answer = owned with { Start = owned.Start + parted.AnswerStart, Length = parted.AnswerLength };
        TurnForms.Add(reading, Role.Assistant, answer, reasoning: parted.ReasoningLength == 0 ? default : owned with { Start = owned.Start + parted.ReasoningStart, Length = parted.ReasoningLength });
        return !hasCalls || TryCalls(reading, owned);
    }

    /// <summary>Takes the results of a tool's turn: each in a tag of its own, or the text as a whole.</summary>
    public static void AddResults(in RowReading reading, TextSlice text, TextSlice id = default)
    {
        if (reading.Into.Raw(text, reading.Row).IndexOf("tool_response>"u8) < 0)
        {
            ResultForms.Add(reading, text, id);
            return;
        }

        var owned = reading.Owned(text);
        var blocks = new TagBlocks(reading.Into.Raw(owned, reading.Row), "<tool_response>"u8, "</tool_response>"u8);
        while (blocks.MoveNext())
        {
            ResultForms.Add(reading, owned with { Start = owned.Start + blocks.Start, Length = blocks.Length }, id);
        }
    }

    /// <summary>Adds the tools that stand in the system's text, where the row offers none elsewhere.</summary>
    public static void AddOffers(in RowReading reading, TextSlice system)
    {
        if (reading.Into.Tools.Count > 0 || reading.Into.Raw(system, reading.Row).IndexOf("tools>"u8) < 0)
        {
            return;
        }

        var owned = reading.Owned(system);
        var blocks = new TagBlocks(reading.Into.Raw(owned, reading.Row), "<tools>"u8, "</tools>"u8);
        while (blocks.MoveNext())
        {
            if (reading.TryParse(owned with { Start = owned.Start + blocks.Start, Length = blocks.Length }, out var tools))
            {
                OfferedForms.Add(reading, tools);
            }
        }
    }

    private static bool TryCalls(in RowReading reading, TextSlice text)
    {
        var first = reading.Into.Calls.Count;
        var blocks = new TagBlocks(reading.Into.Raw(text, reading.Row), "<tool_call>"u8, "</tool_call>"u8);
        while (blocks.MoveNext())
        {
            var inside = text with { Start = text.Start + blocks.Start, Length = blocks.Length };
            if (!reading.TryParse(inside, out var call))
            {
                return CallForms.Bad(reading, inside, "are no JSON and no Python");
            }

            if (!CallForms.TryAdd(reading, call, reading.Into.Turns.Count - 1))
            {
                return false;
            }
        }

        TurnForms.EndCalls(reading, first);
        return true;
    }
}

using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Reads what stands in tags within the texts of turns: reasoning, calls, results, offered tools.</summary>
internal static class TaggedText
{
    /// <summary>Adds a turn of the model whose text may hold its reasoning and its calls in tags.</summary>
    public static bool TryAddAssistant(in RowReading reading, TextSlice text)
    {
        var hasCalls = HasTag(reading, text, "tool_call"u8) || HasTag(reading, text, "function_call"u8) || HasTag(reading, text, "functioncall"u8);
        if (!hasCalls && !HasTag(reading, text, "think"u8) && !HasTag(reading, text, "thinking"u8))
        {
            TurnForms.Add(reading, Role.Assistant, text);
            return true;
        }

        var owned = reading.Owned(text);
        var parted = ThinkText.Of(reading.Into.Raw(owned, reading.Row));
        var answer = owned with { Start = owned.Start + parted.AnswerStart, Length = parted.AnswerLength };
        TurnForms.Add(reading, Role.Assistant, answer, reasoning: parted.ReasoningLength == 0 ? default : owned with { Start = owned.Start + parted.ReasoningStart, Length = parted.ReasoningLength });

        // What the reasoning says about calls is no call, unless the reasoning never ends.
        return !hasCalls || TryCalls(reading, parted.AnswerLength == 0 ? owned : answer);
    }

    /// <summary>Takes the results of a tool's turn: each in a tag of its own, or the text as a whole.</summary>
    public static void AddResults(in RowReading reading, TextSlice text, TextSlice id = default)
    {
        if (!HasTag(reading, text, "tool_response"u8))
        {
            ResultForms.Add(reading, text, id);
            return;
        }

        var owned = reading.Owned(text);
        var blocks = new TagBlocks(reading.Into.Raw(owned, reading.Row), "<tool_response>"u8, "</tool_response>"u8);
        while (blocks.MoveNext())
        {
            // Without the line breaks of the marks.
            var inside = reading.Into.Own.Span.Slice(owned.Start + blocks.Start, blocks.Length);
            var trimmed = inside.TrimStart(" \t\r\n"u8);
            var start = owned.Start + blocks.Start + inside.Length - trimmed.Length;
            ResultForms.Add(reading, owned with { Start = start, Length = trimmed.TrimEnd(" \t\r\n"u8).Length }, id);
        }
    }

    /// <summary>Adds the tools that stand in the system's text, where the row offers none elsewhere.</summary>
    public static void AddOffers(in RowReading reading, TextSlice system)
    {
        if (reading.Into.Tools.Count > 0 || !HasTag(reading, system, "tools"u8))
        {
            return;
        }

        var owned = reading.Owned(system);
        var blocks = new TagBlocks(reading.Into.Raw(owned, reading.Row), "<tools>"u8, "</tools>"u8);
        while (blocks.MoveNext())
        {
            AddOffered(reading, owned with { Start = owned.Start + blocks.Start, Length = blocks.Length });
        }
    }

    // A list, or one tool behind the other.
    private static void AddOffered(in RowReading reading, TextSlice block)
    {
        var values = new JsonSequence(reading.Into.Raw(block, reading.Row));
        var offered = reading.Into.Tools.Count;
        while (values.MoveNext())
        {
            if (reading.TryParse(block with { Start = block.Start + values.Start, Length = values.Length }, out var tools))
            {
                OfferedForms.Add(reading, tools);
            }
        }

        if (values.Failed && reading.Into.Tools.Count == offered && reading.TryParse(block, out var repaired))
        {
            OfferedForms.Add(reading, repaired);
        }
    }

    // The signs around the name may be written as escapes; the name never is.
    private static bool HasTag(in RowReading reading, TextSlice text, ReadOnlySpan<byte> name)
    {
        var rest = reading.Into.Raw(text, reading.Row);
        for (var at = rest.IndexOf(name); at >= 0; at = rest.IndexOf(name))
        {
            rest = rest[(at + name.Length)..];
            if (rest.StartsWith(">"u8) || rest.StartsWith("\\u003"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryCalls(in RowReading reading, TextSlice text)
    {
        var first = reading.Into.Calls.Count;
        var good = TryBlocks(reading, text, "<tool_call>"u8, "</tool_call>"u8)
            && TryBlocks(reading, text, "<function_call>"u8, "</function_call>"u8)
            && TryBlocks(reading, text, "<functioncall>"u8, "</functioncall>"u8);
        TurnForms.EndCalls(reading, first);
        return good;
    }

    private static bool TryBlocks(in RowReading reading, TextSlice text, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var blocks = new TagBlocks(reading.Into.Raw(text, reading.Row), open, close);
        while (blocks.MoveNext())
        {
            if (!TryBlock(reading, text with { Start = text.Start + blocks.Start, Length = blocks.Length }))
            {
                return false;
            }
        }

        return true;
    }

    // One call, a list of them, or one behind the other.
    private static bool TryBlock(in RowReading reading, TextSlice block)
    {
        var values = new JsonSequence(reading.Into.Raw(block, reading.Row));
        var count = 0;
        while (values.MoveNext())
        {
            count++;
        }

        if (values.Failed || count < 2)
        {
            return TryValue(reading, block);
        }

        values = new JsonSequence(reading.Into.Raw(block, reading.Row));
        while (values.MoveNext())
        {
            if (!TryValue(reading, block with { Start = block.Start + values.Start, Length = values.Length }))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryValue(in RowReading reading, TextSlice text)
        => reading.TryParse(text, out var call)
            ? CallForms.TryAdd(reading, call, reading.Into.Turns.Count - 1)
            : CallForms.Bad(reading, text, "are no JSON and no Python");
}

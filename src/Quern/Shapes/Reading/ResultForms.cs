using Quern.Rows.Json;
using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Ties what tools gave to the calls that asked for it: by id, in order where the numbers agree, otherwise to the last call.</summary>
internal static class ResultForms
{
    // How far back the call of an id is looked for: rows of many calls and ids that fit none must not take forever.
    private const int FarthestCall = 500;

    /// <summary>Takes what a tool gave; it is tied when all that follows a turn's calls is known.</summary>
    public static void Add(in RowReading reading, TextSlice text, TextSlice id = default) => reading.Tools.Results.Add((text, id));

    /// <summary>
    /// Ties what was taken to the calls since the last time. Calls that were given nothing may wait for it over turns of the
    /// model, each of which makes one call; not over a turn of the user.
    /// </summary>
    public static void Flush(in RowReading reading, bool callsStayOpen = false)
    {
        var (results, calls) = (reading.Tools.Results, reading.Into.Calls);
        if (results.Count == 0 && callsStayOpen)
        {
            return;
        }

        if (results.Count > 0 && calls.Count > 0)
        {
            Tie(reading, results, calls);
        }

        results.Clear();
        reading.Tools.Open = calls.Count;
    }

    /// <summary>A text as JSON: what it is, where it is JSON, otherwise as a string.</summary>
    public static JsonSlice AsJson(in RowReading reading, TextSlice text)
    {
        var plain = reading.Plain(text).Trim(" \t\r\n"u8);
        if (!plain.IsEmpty && plain[0] is (byte)'{' or (byte)'[' && reading.TryParse(text, out var value) && !value.IsEmpty)
        {
            return value;
        }

        if (IsScalar(plain) && reading.TryParse(text, out var scalar) && !scalar.IsEmpty)
        {
            return scalar;
        }

        if (text.Escaped)
        {
            // The inside of a string stands between its quotes.
            return new JsonSlice(text.Start - 1, text.Length + 2, text.InRow);
        }

        var own = reading.Into.Own;
        var start = own.Length;
        JsonText.WriteString(reading.Plain(text), own);
        return new JsonSlice(start, own.Length - start, InRow: false);
    }

    // A number, a truth value or a text in quotes, and nothing behind it.
    private static bool IsScalar(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is (byte)'{' or (byte)'[')
        {
            return false;
        }

        var values = new JsonSequence(text);
        return values.MoveNext() && values.Length == text.Length;
    }

    /// <summary>Gives a call its result, unless it has one.</summary>
    public static void Set(in RowReading reading, int call, JsonSlice result)
    {
        var calls = reading.Into.Calls;
        if (calls[call].Result.IsEmpty)
        {
            calls[call] = calls[call] with { Result = result };
        }
    }

    private static void Tie(in RowReading reading, List<(TextSlice Text, TextSlice Id)> results, List<Call> calls)
    {
        // Results behind results, with no call between, still belong to the last calls.
        var open = Math.Min(reading.Tools.Open, calls.Count - 1);
        if (results.Count == 1 && results[0].Id.IsEmpty && calls.Count - open > 1)
        {
            if (!TryEach(reading, results[0].Text, open))
            {
                Set(reading, calls.Count - 1, AsJson(reading, results[0].Text));
            }

            return;
        }

        foreach (var (text, id) in results)
        {
            var call = id.IsEmpty ? NamedCall(reading, text, open) : CallOf(reading, id);
            while (call < 0 && open < calls.Count - 1 && !calls[open].Result.IsEmpty)
            {
                open++;
            }

            Set(reading, call < 0 ? open : call, AsJson(reading, text));
        }
    }

    // A result that says of which tool it is goes to the call of this tool that waits.
    private static int NamedCall(in RowReading reading, TextSlice text, int open)
    {
        var name = reading.Member(AsJson(reading, text), "name"u8);
        var calls = reading.Into.Calls;
        for (var call = open; reading.IsText(name) && call < Math.Min(calls.Count, open + FarthestCall); call++)
        {
            if (calls[call].Result.IsEmpty && reading.Into.Raw(calls[call].Name, reading.Row).SequenceEqual(reading.Json(name)[1..^1]))
            {
                return call;
            }
        }

        return -1;
    }

    // One value for each call, one behind the other.
    private static bool TryEach(in RowReading reading, TextSlice text, int open)
    {
        var owned = reading.Owned(text);
        var wanted = reading.Into.Calls.Count - open;
        if (Values(reading, owned) != wanted)
        {
            return TryElements(reading, AsJson(reading, owned), open, wanted);
        }

        var values = new JsonSequence(reading.Into.Raw(owned, reading.Row));
        for (var call = open; values.MoveNext(); call++)
        {
            Set(reading, call, AsJson(reading, owned with { Start = owned.Start + values.Start, Length = values.Length }));
        }

        return true;
    }

    // One list with an element for each call.
    private static bool TryElements(in RowReading reading, JsonSlice list, int open, int wanted)
    {
        if (!reading.IsList(list))
        {
            return false;
        }

        var count = 0;
        for (var elements = new JsonElements(reading.Json(list)); elements.MoveNext(); count++)
        {
            // Counted first: a list of another length is one result.
        }

        var each = new JsonElements(reading.Json(list));
        for (var call = open; count == wanted && each.MoveNext(); call++)
        {
            Set(reading, call, RowReading.Part(list, each.Start, each.Length));
        }

        return count == wanted;
    }

    // How many JSON values the text is; 0 where it is anything else.
    private static int Values(in RowReading reading, TextSlice text)
    {
        var values = new JsonSequence(reading.Into.Raw(text, reading.Row));
        var count = 0;
        while (values.MoveNext())
        {
            count++;
        }

        return values.Failed ? 0 : count;
    }

    private static int CallOf(in RowReading reading, TextSlice id)
    {
        var calls = reading.Into.Calls;
        var wanted = reading.Into.Raw(id, reading.Row);
        for (var i = calls.Count - 1; i >= Math.Max(0, calls.Count - FarthestCall); i--)
        {
            if (!calls[i].Id.IsEmpty && reading.Into.Raw(calls[i].Id, reading.Row).SequenceEqual(wanted))
            {
                return i;
            }
        }

        return -1;
    }
}

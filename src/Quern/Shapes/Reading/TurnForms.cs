using System.Text;

namespace Quern.Shapes.Reading;

/// <summary>Adds turns to the normal form, and knows the words for who speaks.</summary>
internal static class TurnForms
{
    /// <summary>Adds a turn without calls.</summary>
    public static void Add(in RowReading reading, Role role, TextSlice text, TextSlice input = default, TextSlice reasoning = default)
        => reading.Into.Turns.Add(new Turn(role, text) { Input = input, Reasoning = reasoning, FirstCall = reading.Into.Calls.Count });

    /// <summary>Adds the answer of a request, where there is one.</summary>
    public static void AddAnswer(in RowReading reading, JsonSlice answer)
    {
        var text = reading.Text(answer);
        if (!text.IsEmpty)
        {
            Add(reading, Role.Assistant, text);
        }
    }

    /// <summary>Says that the last turn makes all calls from one on.</summary>
    public static void EndCalls(in RowReading reading, int firstCall)
    {
        var turns = reading.Into.Turns;
        turns[^1] = turns[^1] with { FirstCall = firstCall, CallCount = reading.Into.Calls.Count - firstCall };
    }

    /// <summary>Whom a word names.</summary>
    public static bool TryRole(ReadOnlySpan<byte> word, out Role role)
    {
        role = default;
        foreach (var (known, meant) in Roles)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                role = meant;
                return true;
            }
        }

        return false;
    }

    private static readonly (byte[] Word, Role Role)[] Roles =
    [
        ("user"u8.ToArray(), Role.User), ("assistant"u8.ToArray(), Role.Assistant), ("human"u8.ToArray(), Role.User), ("gpt"u8.ToArray(), Role.Assistant),
        ("system"u8.ToArray(), Role.System), ("tool"u8.ToArray(), Role.Tool), ("environment"u8.ToArray(), Role.Tool), ("function"u8.ToArray(), Role.Tool),
        ("developer"u8.ToArray(), Role.System), ("prompter"u8.ToArray(), Role.User), ("observation"u8.ToArray(), Role.Tool), ("model"u8.ToArray(), Role.Assistant),
        ("bot"u8.ToArray(), Role.Assistant), ("chatgpt"u8.ToArray(), Role.Assistant), ("bing"u8.ToArray(), Role.Assistant), ("ai"u8.ToArray(), Role.Assistant),
        ("ipython"u8.ToArray(), Role.Tool), ("tool_response"u8.ToArray(), Role.Tool), ("function_response"u8.ToArray(), Role.Tool), ("customer"u8.ToArray(), Role.User),
        ("function_call"u8.ToArray(), Role.Assistant), ("tool_call"u8.ToArray(), Role.Assistant),
    ];
}

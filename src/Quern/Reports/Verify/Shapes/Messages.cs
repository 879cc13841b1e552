using System.Text.Json;

namespace Quern.Reports.Verify.Shapes;

/// <summary>What a list of messages must be: known roles, in an order that a conversation has, and texts that say something.</summary>
internal static class Messages
{
    /// <summary>Finds what is wrong with it.</summary>
    /// <param name="list">The list.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="endsWithAnswer">Whether the last message must be the assistant's.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="isContinuation">Whether messages stand before it elsewhere, so that it may begin with an answer.</param>
    public static void Check(JsonElement list, string name, bool endsWithAnswer, RowFaults faults, bool isContinuation = false)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            faults.Add(list.ValueKind == JsonValueKind.Array ? FaultKinds.EmptyField : FaultKinds.WrongType, list.ValueKind == JsonValueKind.Array ? $"{name} has no message" : $"{name} is no list");
            return;
        }

        var before = isContinuation ? Role.User : Role.Start;
        var number = 0;
        foreach (var message in list.EnumerateArray())
        {
            number++;
            var role = RoleOf(message);
            if (role == Role.Unknown)
            {
                faults.Add(FaultKinds.UnknownRole, $"message {number} of {name} has {Describe(message)}");
                return;
            }

            if (!MayFollow(before, role))
            {
                faults.Add(FaultKinds.RoleOrder, $"message {number} of {name}: {Word(role)} {(before == Role.Start ? "begins" : "follows " + Word(before))}");
            }

            if (!Says(message))
            {
                faults.Add(FaultKinds.EmptyField, $"message {number} of {name} says nothing");
            }

            before = role;
        }

        if (endsWithAnswer && before != Role.Assistant)
        {
            faults.Add(FaultKinds.NoAnswer, $"the last message of {name} is the {Word(before)}'s");
        }
    }

    /// <summary>Whether a message is the assistant's.</summary>
    public static bool IsAnswer(JsonElement message) => RoleOf(message) == Role.Assistant;

    /// <summary>Whether the first message is the assistant's.</summary>
    public static bool BeginsWithAnswer(JsonElement list) => list.GetArrayLength() > 0 && IsAnswer(list[0]);

    /// <summary>What a message says.</summary>
    public static JsonElement ContentOf(JsonElement message)
        => message.ValueKind != JsonValueKind.Object ? default
            : message.TryGetProperty("content"u8, out var content) || message.TryGetProperty("value"u8, out content) || message.TryGetProperty("text"u8, out content) ? content : default;

    private enum Role
    {
        Start,
        System,
        User,
        Assistant,
        Tool,
        Unknown,
    }

    private static Role RoleOf(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object
            || !(message.TryGetProperty("role"u8, out var role) || message.TryGetProperty("from"u8, out role)) || role.ValueKind != JsonValueKind.String)
        {
            return Role.Unknown;
        }

        return role.GetString() switch
        {
            "system" or "developer" => Role.System,
            "user" or "human" => Role.User,
            "assistant" or "gpt" or "model" or "function_call" => Role.Assistant,
            "tool" or "function" or "observation" or "ipython" => Role.Tool,
            _ => Role.Unknown,
        };
    }

    // An answer may follow an answer where the first of both only calls tools, which some write as a message of its own.
    private static bool MayFollow(Role before, Role role) => (before, role) switch
    {
        (Role.Start, Role.System or Role.User) => true,
        (Role.Start, _) => false,
        (Role.System, Role.User or Role.System) => true,
        (Role.User, Role.Assistant) => true,
        (Role.Assistant, Role.User or Role.Tool) => true,
        (Role.Tool, Role.Tool or Role.Assistant) => true,
        _ => false,
    };

    private static bool Says(JsonElement message)
    {
        var content = ContentOf(message);
        var isEmpty = content.ValueKind switch
        {
            JsonValueKind.String => content.ValueEquals("") || string.IsNullOrWhiteSpace(ShortText(content)),
            JsonValueKind.Array => content.GetArrayLength() == 0,
            JsonValueKind.Object => false,
            _ => true,
        };
        return !isEmpty || message.TryGetProperty("tool_calls"u8, out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() > 0
            || message.TryGetProperty("function_call"u8, out var call) && call.ValueKind == JsonValueKind.Object
            || message.TryGetProperty("thinking"u8, out var thinking) && thinking.ValueKind == JsonValueKind.String;
    }

    private static string ShortText(JsonElement text)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(text);
        return raw.Length > 32 || raw.Contains((byte)'u') ? "a" : text.GetString()!;
    }

    private static string Word(Role role) => role switch
    {
        Role.System => "system",
        Role.User => "user",
        Role.Assistant => "assistant",
        Role.Tool => "tool",
        _ => "nobody",
    };

    // A role that is no word of a few letters may be a text of the row; it is not repeated.
    private static string Describe(JsonElement message)
        => message.ValueKind != JsonValueKind.Object ? "no role: it is no object"
            : (message.TryGetProperty("role"u8, out var role) || message.TryGetProperty("from"u8, out role)) && role.ValueKind == JsonValueKind.String && role.GetString() is { Length: > 0 and < 20 } word && word.All(char.IsLetter)
                ? $"the role '{word}'"
                : "no known role";
}

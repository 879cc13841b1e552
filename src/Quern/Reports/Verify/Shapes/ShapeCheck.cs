using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>
/// What rows of one shape must be. It looks at the finished row as a trainer would, by the platform's own JSON, and knows
/// nothing of how Quern makes such rows.
/// </summary>
internal abstract class ShapeCheck
{
    protected ShapeCheck(PlainText plain) => (Prompt, Response) = (new Utterance(plain), new Utterance(plain));

    /// <summary>The shape's name.</summary>
    public abstract string Name { get; }

    /// <summary>Members of which a row that has anything of this shape has at least one.</summary>
    public abstract IReadOnlyList<string> Telling { get; }

    /// <summary>What the row asks.</summary>
    public Utterance Prompt { get; }

    /// <summary>What the row answers.</summary>
    public Utterance Response { get; }

    /// <summary>Whether a row has this shape.</summary>
    public abstract bool Is(JsonElement row);

    /// <summary>The field that a row which is not of this shape lacks to be so; null where it has nothing of it.</summary>
    public virtual string? Lacks(JsonElement row) => null;

    /// <summary>Finds what is wrong with a row of this shape, and reads what it asks and answers.</summary>
    public void Look(JsonElement row, RowFaults faults)
    {
        Prompt.Clear();
        Response.Clear();
        Check(row, faults);
    }

    /// <summary>Checks of every shape, the most telling first. One list a core.</summary>
    /// <param name="plain">Reads the texts of rows.</param>
    public static IReadOnlyList<ShapeCheck> All(PlainText plain)
        => [new PlanCheck(plain), new PreferenceCheck(plain), new ChatCheck(plain), new InstructionCheck(plain), new PairCheck(plain), new TokensCheck(plain), new TextCheck(plain)];

    protected abstract void Check(JsonElement row, RowFaults faults);

    /// <summary>Whether a row has a member, and not as null: tables have null where a row lacks a field.</summary>
    protected static bool Gives(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>The first of some members that a row has and that is not null; an undefined value when it has none.</summary>
    protected static JsonElement Any(JsonElement row, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null)
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>Whether a row has one of some members.</summary>
    protected static bool Has(JsonElement row, params ReadOnlySpan<string> names) => Any(row, names).ValueKind != JsonValueKind.Undefined;

    /// <summary>Finds what is wrong with a text that must say something.</summary>
    protected static bool NeedsText(JsonElement value, string name, RowFaults faults)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            faults.Add(FaultKinds.MissingField, $"{name} is {(value.ValueKind == JsonValueKind.Null ? "null" : "missing")}");
            return false;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            faults.Add(FaultKinds.WrongType, $"{name} is {Describe(value.ValueKind)}, not a text");
            return false;
        }

        if (IsBlank(value))
        {
            faults.Add(FaultKinds.EmptyField, $"{name} is empty");
            return false;
        }

        return true;
    }

    /// <summary>Whether a text has nothing but white space.</summary>
    protected static bool IsBlank(JsonElement text) => string.IsNullOrWhiteSpace(ReadOrEmpty(text));

    /// <summary>What kind of value it is, in words.</summary>
    protected static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "a text",
        _ => "missing",
    };

    // Only what may be blank is made a string of; half a character is found where all texts are looked at.
    private static string ReadOrEmpty(JsonElement text)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(text);
        if (raw.Length > 64)
        {
            return "a";
        }

        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "a";
        }
    }
}

using System.Text;

namespace Quern.Shapes.Reading;

/// <summary>Reads whether a row is an attack from the label that its source gives it: a number, a truth value or a word, never a part of one.</summary>
internal static class Labels
{
    /// <summary>The label of a row; empty where it has none.</summary>
    public static JsonSlice Of(in RowReading reading)
    {
        var label = reading.Fields.First(Field.Label, Field.IsInjection, Field.IsAttack, Field.IsJailbreak, Field.IsMalicious, Field.Jailbreak, Field.Target);

        // A type may be of anything: it is a label where it says one of the words.
        var type = reading.Fields[Field.Type];
        return label.IsEmpty && reading.IsText(type) && IsAttack(reading, type) is not null ? type : label;
    }

    /// <summary>
    /// What a row of any other shape says of itself: a field that can mean nothing else, or a label in words. A number
    /// under <c>label</c> may be a class of anything.
    /// </summary>
    public static bool? OfAnyShape(in RowReading reading, out JsonSlice label)
    {
        var fields = reading.Fields;
        var certain = fields.First(Field.IsInjection, Field.IsAttack, Field.IsJailbreak, Field.IsMalicious);
        label = certain.IsEmpty ? fields[Field.Label] : certain;
        return !certain.IsEmpty || reading.IsText(label) ? IsAttack(reading, label) : null;
    }

    /// <summary>Whether a label says attack; null where it says neither.</summary>
    public static bool? IsAttack(in RowReading reading, JsonSlice label)
    {
        var word = (reading.IsText(label) ? reading.Plain(reading.Text(label)) : reading.Json(label)).Trim(" \t"u8);
        return In(word, Attack) ? true : In(word, Benign) ? false : null;
    }

    private static bool In(ReadOnlySpan<byte> word, byte[][] words)
    {
        foreach (var known in words)
        {
            if (Matches(word, known))
            {
                return true;
            }
        }

        return false;
    }

    // Without regard to case and joints: prompt_injection, Prompt-Injection.
    private static bool Matches(ReadOnlySpan<byte> word, ReadOnlySpan<byte> known)
    {
        var at = 0;
        foreach (var b in word)
        {
            if (b is (byte)' ' or (byte)'_' or (byte)'-')
            {
                continue;
            }

            if (at == known.Length || (b | 0x20) != (known[at] | 0x20))
            {
                return false;
            }

            at++;
        }

        return at == known.Length;
    }

    private static readonly byte[][] Attack = Bytes("1", "1.0", "true", "yes", "injection", "promptinjection", "jailbreak", "attack", "malicious", "adversarial", "unsafe", "harmful");

    private static readonly byte[][] Benign = Bytes("0", "0.0", "false", "no", "benign", "safe", "legitimate", "normal", "clean", "harmless", "noattack");

    private static byte[][] Bytes(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}

using System.Text;

namespace Quern.Rows.Json;

/// <summary>
/// Names a value inside a row: <c>score</c>, <c>header.language</c>, <c>messages[0].content</c>. A name that holds a dot,
/// a bracket or a quote stands in quotes, where a backslash stands before a quote or a backslash: <c>meta."a.b"</c>.
/// </summary>
public sealed class FieldPath
{
    private readonly Part[] _parts;

    private FieldPath(string text, Part[] parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>The only name, when the path has no second part; null otherwise.</summary>
    public ReadOnlyMemory<byte>? SingleName => _parts is [{ Name: { } name }] ? name : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether the path ends in an index: it names an element of a list, not a member of an object.</summary>
    public bool NamesElement => _parts[^1].Name is null;

    /// <summary>Reads a path that is known to be right.</summary>
    public static FieldPath Parse(string text)
        => TryParse(text, out var path, out var fault) ? path : throw new RecipeFault(fault);

    /// <summary>Reads a path; otherwise says what is wrong with it.</summary>
    public static bool TryParse(string text, out FieldPath path, out string fault)
    {
        var parts = new List<Part>();
        path = null!;
        var at = 0;
        var afterDot = false;
        while (true)
        {
            if (!afterDot && at < text.Length && text[at] == '[')
            {
                if (!TryIndex(text, ref at, parts, out fault))
                {
                    return false;
                }
            }
            else if (!TryName(text, ref at, parts, out fault))
            {
                return false;
            }

            if (at == text.Length)
            {
                path = new FieldPath(text, [.. parts]);
                return true;
            }

            afterDot = text[at] == '.';
            if (afterDot)
            {
                at++;
            }
            else if (text[at] != '[')
            {
                fault = $"The path '{text}' has '{text[at]}' at character {at + 1}; a dot or '[' was expected.";
                return false;
            }
        }
    }

    /// <summary>Finds the value in a row that is known to be valid JSON.</summary>
    public bool TryFind(ReadOnlySpan<byte> json, out JsonValue value)
    {
        var at = JsonScan.SkipSpace(json, 0);
        foreach (ref readonly var part in _parts.AsSpan())
        {
            at = part.Name is { } name ? FindMember(json, at, name) : FindElement(json, at, part.Index);
            if (at < 0)
            {
                value = default;
                return false;
            }
        }

        value = new JsonValue(json[at..JsonScan.SkipValue(json, at)], at);
        return true;
    }

    private static int FindMember(ReadOnlySpan<byte> json, int at, byte[] name)
    {
        if (json[at] != '{')
        {
            return -1;
        }

        at = JsonScan.SkipSpace(json, at + 1);
        while (json[at] != '}')
        {
            var nameEnd = JsonScan.SkipString(json, at);
            var found = JsonMembers.NameEquals(json[(at + 1)..(nameEnd - 1)], name);
            at = JsonScan.SkipSpace(json, JsonScan.SkipSpace(json, nameEnd) + 1);
            if (found)
            {
                return at;
            }

            at = NextElement(json, at);
        }

        return -1;
    }

    private static int FindElement(ReadOnlySpan<byte> json, int at, int index)
    {
        if (json[at] != '[')
        {
            return -1;
        }

        var elements = new JsonElements(json[at..]);
        while (elements.MoveNext())
        {
            if (index-- == 0)
            {
                return at + elements.Start;
            }
        }

        return -1;
    }

    private static int NextElement(ReadOnlySpan<byte> json, int at)
    {
        at = JsonScan.SkipSpace(json, JsonScan.SkipValue(json, at));
        return json[at] == ',' ? JsonScan.SkipSpace(json, at + 1) : at;
    }

    private static bool TryIndex(string text, ref int at, List<Part> parts, out string fault)
    {
        var end = text.IndexOf(']', at);
        if (end < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), System.Globalization.NumberStyles.None, null, out var index))
        {
            fault = $"The path '{text}' has '[' at character {at + 1} without a whole number and ']' behind it.";
            return false;
        }

        parts.Add(new Part(null, index));
        at = end + 1;
        fault = "";
        return true;
    }

    private static bool TryName(string text, ref int at, List<Part> parts, out string fault)
    {
        if (at < text.Length && text[at] == '"')
        {
            return TryQuotedName(text, ref at, parts, out fault);
        }

        var length = text.AsSpan(at).IndexOfAny('.', '[', '"');
        var end = length < 0 ? text.Length : at + length;
        var name = text[at..end];
        at = end;
        fault = name.Length == 0 ? $"The path '{text}' has an empty name; write a name between the dots." : "";
        parts.Add(new Part(Encoding.UTF8.GetBytes(name), 0));
        return name.Length > 0;
    }

    private static bool TryQuotedName(string text, ref int at, List<Part> parts, out string fault)
    {
        var name = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                parts.Add(new Part(Encoding.UTF8.GetBytes(name.ToString()), 0));
                at = i + 1;
                fault = "";
                return true;
            }

            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ('"' or '\\'))
            {
                i++;
            }

            name.Append(text[i]);
        }

        fault = $"The path '{text}' has a quote at character {at + 1} that is never closed.";
        return false;
    }

    private readonly record struct Part(byte[]? Name, int Index);
}

using System.Text;

namespace Quern.Tests.Dedup.Rows;

/// <summary>Where the text of a row stands in it.</summary>
internal enum RowStyle
{
    /// <summary>Under instruction and response.</summary>
    Pair,

    /// <summary>In the turns of a conversation.</summary>
    Messages,

    /// <summary>Under one name.</summary>
    Text,

    /// <summary>In lists and objects inside the row.</summary>
    Nested,
}

/// <summary>Writes texts as JSON rows, with escapes where they need not be and other fields beside them.</summary>
internal sealed class RowWriting(Random random)
{
    private static readonly string[] Scores = ["3", "3.0", "30e-1", "-1", "0", "-0.0", "7.25", "1e3", "12345678901", "\"9\"", "null", "true", "[5]"];
    private int _rows;

    /// <summary>A row that holds a text.</summary>
    public string Row(string text, RowStyle style)
    {
        var (front, back) = Halves(text);
        var fields = style switch
        {
            RowStyle.Pair => $"{Field("instruction", front)},{Field("response", back)}",
            RowStyle.Messages => $"\"messages\":[{Turn("user", front)},{Turn("assistant", back)}]",
            RowStyle.Text => Field("text", text),
            _ => $"{Field("instruction", front)},\"meta\":{{\"n\":{random.Next(9)},\"notes\":[{Quote(back)},[],{{\"id\":{Quote("row " + _rows)},\"role\":[\"x\"]}}]}}",
        };
        return $"{{\"id\":{Id()},{Score()}{fields}{(random.OneIn(6) ? ", \"source_dataset\" : \"made up\" " : "")}}}";
    }

    /// <summary>A row that lacks a field, or holds something else than a text under it.</summary>
    public string OddRow(string text) => random.Next(8) switch
    {
        0 => $"{{{Score()}{Field("response", text)}}}",
        1 => $"{{\"instruction\":null,{Field("response", text)}}}",
        2 => $"{{\"instruction\":{random.Next(3)}.50,{Field("response", text)}}}",
        3 => $"{{\"instruction\":true,\"response\":[{Quote(text)},1,null,{{\"role\":{Quote(text)}}}]}}",
        4 => "{}",
        5 => "{\"instruction\":{},\"response\":[[]],\"text\":\"\"}",
        6 => $" {{ \"text\" : {Quote(text)} , \"\" : [ 1 , \"\" , {{ }} ] }}",
        _ => $"{{\"i\\u0064\":{Quote("hidden " + text)},\"in\\u0073truction\":{Quote(text)}}}",
    };

    /// <summary>A JSON string, some of whose characters are written as escapes.</summary>
    public string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        var share = random.Of([0, 0, 3, 20]);
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' or < ' ' || (share > 0 && random.OneIn(share)) ? Escape(c) : c.ToString());
        }

        // Half a surrogate pair that is escaped and half that is not is no valid text.
        return WholePairs(quoted.Append('"').ToString());
    }

    private static string WholePairs(string json)
    {
        var whole = new StringBuilder();
        for (var i = 0; i < json.Length; i++)
        {
            whole.Append(char.IsSurrogate(json[i]) ? $"\\u{(int)json[i]:x4}" : json[i].ToString());
        }

        return json.Contains("\\uD", StringComparison.OrdinalIgnoreCase) ? whole.ToString() : json;
    }

    private string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '/' => "\\/",
        _ => random.OneIn(2) ? $"\\u{(int)c:x4}" : $"\\u{(int)c:X4}",
    };

    private string Field(string name, string text) => $"\"{name}\":{Quote(text)}";

    private string Turn(string role, string text) => $"{{\"role\":\"{role}\",{Field("content", text)}}}";

    private string Id() => random.OneIn(2) ? $"{++_rows}" : $"\"row {++_rows}\"";

    private string Score() => random.OneIn(4) ? "" : $"\"score\":{random.Of(Scores)},";

    // Cut at a space near the end of the first third, so that like texts are cut alike.
    private static (string Front, string Back) Halves(string text)
    {
        var at = text.IndexOf(' ', text.Length / 3);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }
}

using System.Text;
using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify;

/// <summary>Takes down faults of the row that is looked at.</summary>
/// <param name="findings">Takes them.</param>
internal sealed class RowFaults(Findings findings)
{
    private const int LongestId = 80;

    private string _file = "";
    private long _line;
    private JsonElement _row;

    /// <summary>The line of the row.</summary>
    public long Line => _line;

    /// <summary>Goes to a row.</summary>
    public void Begin(string file, long line) => (_file, _line, _row) = (file, line, default);

    /// <summary>Says what the row is.</summary>
    public void Know(JsonElement row) => _row = row;

    /// <summary>Adds a fault of the row.</summary>
    public void Add(string kind, string what) => findings.Add(new Finding(kind, _file, _line, IdOf(_row), what));

    /// <summary>The id of a row, as a person would write it; null where it has none, or one that must not be told.</summary>
    public static string? IdOf(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("id"u8, out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return null;
        }

        var text = TextOf(id);
        return text is null || MustNotBeTold(Encoding.UTF8.GetBytes(text)) ? null
            : text.Length > LongestId ? text[..LongestId] + "…" : text;
    }

    private static bool MustNotBeTold(ReadOnlySpan<byte> id)
    {
        var traces = new PersonalTraces();
        traces.Look(id);
        return traces.All > 0 || Secrets.Find(id) is not null;
    }

    private static string? TextOf(JsonElement id)
    {
        try
        {
            return id.ToString();
        }
        catch (InvalidOperationException)
        {
            // Half a character.
            return null;
        }
    }
}

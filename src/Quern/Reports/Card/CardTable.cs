using System.Globalization;
using System.Text;
using Quern.Hub.Cards;

namespace Quern.Reports.Card;

/// <summary>A table in Markdown. Cells are written as they are given: who fills them has made them safe.</summary>
internal sealed class CardTable
{
    private const int MostRows = 200;

    private readonly StringBuilder _text = new();
    private int _rows;

    /// <summary>Begins a table.</summary>
    /// <param name="columns">The heads; one that begins with <c>#</c> is of numbers.</param>
    public CardTable(params IReadOnlyList<string> columns)
    {
        Line(columns.Select(static c => c.TrimStart('#')));
        _text.Append('|').AppendJoin('|', columns.Select(static c => c.StartsWith('#') ? "---:" : "---")).Append("|\n");
    }

    /// <summary>Adds a row. Of very many the last are only counted.</summary>
    public void Add(params IEnumerable<string> cells)
    {
        if (_rows++ < MostRows)
        {
            Line(cells);
        }
    }

    /// <summary>The table with an empty line behind it.</summary>
    public override string ToString() => _text + (_rows > MostRows ? $"\nAnd {Number(_rows - MostRows)} more, which are not listed.\n\n" : "\n");

    /// <summary>A number as a cell; nothing where there is none.</summary>
    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share in per cent, which says all and nothing only where it is so.</summary>
    public static string Share(double part, double whole)
    {
        if (whole <= 0)
        {
            return "";
        }

        var share = part / whole * 100;
        return share switch
        {
            > 0 and < 0.05 => "< 0.1 %",
            >= 99.95 and < 100 => "> 99.9 %",
            _ => share.ToString("0.#", CultureInfo.InvariantCulture) + " %",
        };
    }

    /// <summary>Rows by reason, as a cell.</summary>
    public static string Reasons(IEnumerable<KeyValuePair<string, long>> reasons)
        => string.Join(", ", reasons.Where(static r => r.Value != 0).Select(static r => $"{Number(r.Value)} {CardMarkdown.Words(r.Key)}"));

    private void Line(IEnumerable<string> cells) => _text.Append("| ").AppendJoin(" | ", cells.Select(CardMarkdown.Cell)).Append(" |\n");
}

using Quern.Dedup;
using Quern.Tests.Dedup.Reference;

namespace Quern.Tests.Dedup.Rows;

/// <summary>Makes sets of rows in which near-duplicates are planted; a seed decides everything.</summary>
/// <param name="seed">The seed.</param>
/// <param name="options">For which the rows are made: fields that are compared, and similarities around the threshold.</param>
internal sealed class RowMaker(int seed, DedupOptions options)
{
    private readonly Random _random = new(seed);

    /// <summary>Rows of one kind.</summary>
    public List<string> Rows(Planting planting, int count)
    {
        var writing = new RowWriting(_random);
        var drafts = new Plantings(_random, options).Make(planting, count);
        var style = Style();
        return [.. drafts.Select(d => Row(d, writing, planting == Planting.Mixture ? Style() : style, isPlain: planting == Planting.Borders))];
    }

    /// <summary>The rows, dealt to sources of these names.</summary>
    public List<DedupSource> Sources(IReadOnlyList<string> rows, params IReadOnlyList<string> names)
    {
        var dealt = names.ToDictionary(static n => n, static _ => new List<string>());
        foreach (var row in rows)
        {
            dealt[_random.Of(names)].Add(row);
        }

        return [.. names.Select(n => new DedupSource(n, dealt[n]))];
    }

    private string Row(Draft draft, RowWriting writing, RowStyle style, bool isPlain)
    {
        var text = !isPlain && _random.OneIn(4) ? Disguise.Of(draft.Text, _random) : draft.Text;
        return isPlain || !_random.OneIn(25) ? writing.Row(text, style) : writing.OddRow(text);
    }

    // A style that has text under the fields that are compared.
    private RowStyle Style() => options.By?[0] switch
    {
        null => _random.Of(Enum.GetValues<RowStyle>()),
        "text" => RowStyle.Text,
        "meta" or "meta.notes" => RowStyle.Nested,
        "instruction" => _random.Of([RowStyle.Pair, RowStyle.Pair, RowStyle.Nested]),
        _ => RowStyle.Messages,
    };
}

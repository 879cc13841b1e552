using System.Text.Json.Nodes;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Mixing.Split;

/// <summary>
/// Splits rows into parts, each with its share. A row's part follows from the seed and a number: that of its id, or of the
/// value by which rows stay together. The rows are put into the order of these numbers, in thought, and cut where the shares
/// are full; so a row stays where it is when others are added, save near a border, and what shares a number is never parted.
/// </summary>
internal sealed class SplitStep(SplitOptions options, StepContext context) : SetStep
{
    private const double Tolerated = 0.01;
    private const double ToleratedOfStratum = 0.1;
    private const int MostReported = 100;
    private const int MostNamed = 3;

    private readonly IReadOnlyList<KeyValuePair<string, double>> _parts = options.Parts;
    private readonly SplitRead _read = new(options, context);

    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        using var keys = new SplitKeys(context.WorkFolder);
        rows.ForEach(
            row =>
            {
                var (unit, stratum) = _read.Read(row, output);
                keys.Add(unit, stratum);
            },
            cancel);
        _read.ThrowIfUnseen(rows.Rows);
        foreach (var (key, stratum) in Decisive(keys, cancel))
        {
            stratum.Count(key);
        }

        SetBorders(keys, cancel);
        output.Split([.. _parts.Select(static p => p.Key)]);
        Pass(rows, keys, output, cancel);
        var achieved = Totals();
        Judge(rows.Rows, achieved, output);
        JudgeStrata(output);
        output.Report(Report(rows.Rows, achieved));
    }

    private IEnumerable<(ulong Key, Stratum Stratum)> Decisive(SplitKeys keys, CancellationToken cancel)
    {
        foreach (var (unit, stratum) in keys.All())
        {
            cancel.ThrowIfCancellationRequested();
            var (root, own) = _read.Resolve(unit, stratum);
            yield return (RowKey.Derive(root, context.Seed), own);
        }
    }

    // What rounding takes from a part in one stratum it gets back in the next, so that many small ones add up to the shares.
    private void SetBorders(SplitKeys keys, CancellationToken cancel)
    {
        var strata = _read.Strata.OrderBy(static s => s.Hash).ToList();
        var shares = new Dictionary<Stratum, long[]>();
        var owed = new double[_parts.Count];
        foreach (var stratum in strata)
        {
            shares[stratum] = PartsOf(stratum.Rows, owed);
            stratum.Share(shares[stratum]);
        }

        foreach (var (key, stratum) in Decisive(keys, cancel))
        {
            stratum.Look(key);
        }

        strata.ForEach(s => s.SetBorders(shares[s]));
    }

    private long[] PartsOf(long rows, double[] owed)
    {
        for (var p = 0; p < owed.Length; p++)
        {
            owed[p] += rows * _parts[p].Value;
        }

        var parts = Apportionment.Of(rows, [.. owed.Select(static o => Math.Max(o, 0))]);
        for (var p = 0; p < owed.Length; p++)
        {
            owed[p] -= parts[p];
        }

        return parts;
    }

    private void Pass(ShardSet rows, SplitKeys keys, SetOutput output, CancellationToken cancel)
    {
        var mark = options.Field is { } field ? new RowMark(field, _parts.Select(static p => p.Key)) : null;
        using var decisive = Decisive(keys, cancel).GetEnumerator();
        rows.ForEach(
            row =>
            {
                decisive.MoveNext();
                var part = decisive.Current.Stratum.PartOf(decisive.Current.Key);
                output.Keep(mark is null ? row : row.With(mark.Add(row.Json, part)), part);
            },
            cancel);
    }

    private long[] Totals() => [.. Enumerable.Range(0, _parts.Count).Select(p => _read.Strata.Sum(s => s.Achieved[p]))];

    // One row too many or too few is rounding; a part without rows is no part.
    private void Judge(long rows, long[] achieved, SetOutput output)
    {
        var wanted = Apportionment.Of(rows, [.. _parts.Select(static p => p.Value)]);
        for (var p = 0; p < achieved.Length; p++)
        {
            if (achieved[p] == 0)
            {
                throw new RecipeFault($"The split cannot be met: the part {_parts[p].Key} would be empty. {Why(rows)}");
            }

            var off = Math.Abs(achieved[p] - wanted[p]);
            if (off > 1 && off > Tolerated * rows)
            {
                output.Unmet(FormattableString.Invariant($"the part {_parts[p].Key} has {achieved[p]:N0} of {rows:N0} rows ({(double)achieved[p] / rows:P1}), not {_parts[p].Value:P1}. {Why(rows)}"));
            }
        }
    }

    // Of a value that lies in few groups, the parts may not all get their share, although they do of all rows.
    private void JudgeStrata(SetOutput output)
    {
        var off = (options.Stratify is null ? [] : _read.Strata).Where(IsOff).OrderByDescending(static s => s.Rows).ThenBy(static s => s.Hash).ToList();
        if (off.Count > 0)
        {
            var named = off.Take(MostNamed).Select(s => FormattableString.Invariant($"{s.Name}: {string.Join(", ", _parts.Select((part, p) => FormattableString.Invariant($"{part.Key} {s.Achieved[p]:N0}")))} of {s.Rows:N0}"));
            output.Unmet($"not every part has its share of {options.Stratify}: {string.Join("; ", named)}{(off.Count > MostNamed ? "; ..." : "")}. Rows that stay together cannot be shared out");
        }
    }

    private bool IsOff(Stratum stratum)
    {
        var wanted = Apportionment.Of(stratum.Rows, [.. _parts.Select(static p => p.Value)]);
        return Enumerable.Range(0, _parts.Count).Any(p => Math.Abs(stratum.Achieved[p] - wanted[p]) is var off && off > 1 && off > ToleratedOfStratum * stratum.Rows);
    }

    private string Why(long rows) => options.Group is { } group
        ? $"Rows with the same {string.Join(" or ", group)} stay together, and there are too few such groups, or too large ones."
        : FormattableString.Invariant($"There are {rows:N0} rows{(options.Stratify is { } field ? $" in {_read.Strata.Count:N0} strata of {field}" : "")}; rows with the same id stay together.");

    private JsonObject Report(long rows, long[] achieved) => new()
    {
        ["rows"] = rows,
        ["stratify"] = options.Stratify,
        ["group"] = options.Group is { } group ? new JsonArray([.. group.Select(static g => JsonValue.Create(g))]) : null,
        ["shares"] = new JsonArray([.. _parts.Select((part, p) => new JsonObject
        {
            ["name"] = part.Key,
            ["rows"] = achieved[p],
            ["requested"] = Math.Round(part.Value, 6),
            ["achieved"] = Math.Round((double)achieved[p] / Math.Max(rows, 1), 6),
        })]),
        ["strata"] = options.Stratify is null ? null : new JsonArray([.. _read.Strata.Where(static s => s.Rows > 0).OrderByDescending(static s => s.Rows).ThenBy(static s => s.Hash).Take(MostReported).Select(s => new JsonObject
        {
            ["value"] = s.Name,
            ["rows"] = s.Rows,
            ["parts"] = new JsonArray([.. s.Achieved.Select(static a => JsonValue.Create(a))]),
        })]),
    };
}

using Quern.Formats.DuckDb;
using Quern.Formats.Schema;

namespace Quern.Formats.Selecting;

/// <summary>
/// The where bound to types that hold every value seen so far in the fields it names. Types are learned from the rows before
/// DuckDB is asked about them, since a value forced into a type that does not hold it is changed and not refused
/// (2.5 becomes 2).
/// </summary>
internal sealed class LearnedTypes(DuckDbSession session, Condition condition, IReadOnlyList<string> names) : IDisposable
{
    private const int MostRefused = 100;

    private readonly Dictionary<string, DuckDbFault> _refused = new(StringComparer.Ordinal);
    private RowShape _seen = new();

    /// <summary>The where for all rows that were added; null before the first.</summary>
    public ConditionQuery? Query { get; private set; }

    /// <summary>Adds what was seen in more rows, unless there are no types for them and the rows before that fit the where.</summary>
    public bool TryAdd(RowShape rows, out DuckDbFault? why)
    {
        var seen = new RowShape();
        seen.Add(_seen);
        seen.Add(rows);
        var read = ConditionTypes.Of(names, seen, ConditionTypes.Null);
        var bound = TryBind(read, read, out why) || TryBind(read, ConditionTypes.Of(names, seen, ConditionTypes.Anything), out _);
        _seen = bound ? seen : _seen;
        return bound;
    }

    /// <summary>What type each field would have, with more rows added.</summary>
    public IEnumerable<string> Describe(RowShape rows)
    {
        var seen = new RowShape();
        seen.Add(_seen);
        seen.Add(rows);
        return ConditionTypes.Of(names, seen, "always null").Select(static c => $"{c.Name} is {c.Type}");
    }

    public void Dispose() => Query?.Dispose();

    private bool TryBind(IReadOnlyList<Column> read, IReadOnlyList<Column> shown, out DuckDbFault? why)
    {
        why = null;
        if (Query is not null && Query.Columns.SequenceEqual(shown))
        {
            return true;
        }

        var structure = ConditionTypes.Structure(shown);
        if (_refused.TryGetValue(structure, out why))
        {
            return false;
        }

        try
        {
            var query = new ConditionQuery(session, condition, read, shown);
            Query?.Dispose();
            Query = query;
            return true;
        }
        catch (DuckDbFault fault)
        {
            if (_refused.Count == MostRefused)
            {
                _refused.Clear();
            }

            _refused.Add(structure, why = fault);
            return false;
        }
    }
}

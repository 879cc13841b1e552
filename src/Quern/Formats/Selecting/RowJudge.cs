using Quern.Formats.DuckDb;
using Quern.Formats.Schema;
using Quern.Rows;

namespace Quern.Formats.Selecting;

/// <summary>
/// Asks a where about the rows of a batch. A row on which it fails, or whose values do not fit it, is marked as broken, and
/// no other suffers for it.
/// </summary>
internal sealed class RowJudge(DuckDbSession session, Condition condition, IReadOnlyList<string> names) : IDisposable
{
    /// <summary>The reason for which rows are quarantined on which the where fails.</summary>
    public const string Reason = "where-failed";

    // As many rows as DuckDB works on at once; it becomes slow on a longer list.
    private const int Together = 2048;

    // To ask about one row alone costs as much as about hundreds. When all fail, the first ones say enough.
    private const int MostExplained = 100;

    private readonly LearnedTypes _types = new(session, condition, names);
    private readonly ByteBuffer _array = new();
    private readonly bool?[] _answers = new bool?[Together];
    private int _explained;

    /// <summary>Judges rows of a batch.</summary>
    /// <param name="rows">The rows, cut down to the fields that the where names.</param>
    /// <param name="batch">The batch they come from; rows that fail are marked in it.</param>
    /// <param name="kept">Becomes false for each row that is left out.</param>
    public void Judge(CutRows rows, RowBatch batch, Span<bool> kept)
    {
        Learn(rows, batch);
        for (var first = 0; first < rows.Count; first += Together)
        {
            Ask(rows, first, Math.Min(Together, rows.Count - first), batch, kept);
        }
    }

    public void Dispose() => _types.Dispose();

    private void Learn(CutRows rows, RowBatch batch)
    {
        var all = new RowShape();
        for (var row = 0; row < rows.Count; row++)
        {
            all.Add(rows[row]);
        }

        if (rows.Count == 0 || _types.TryAdd(all, out var why))
        {
            return;
        }

        if (_types.Query is null)
        {
            throw WhereFaults.DoesNotFit(why!, _types.Describe(all), batch.File, condition.Text);
        }

        var fitting = new bool[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            fitting[row] = LearnOne(rows, row, batch);
        }

        rows.Retain(fitting);
    }

    // Marks the row when it does not fit.
    private bool LearnOne(CutRows rows, int row, RowBatch batch)
    {
        var one = new RowShape();
        one.Add(rows[row]);
        if (_types.TryAdd(one, out var why))
        {
            return true;
        }

        var now = string.Join(", ", _types.Describe(one).Except(_types.Describe(new RowShape()), StringComparer.Ordinal));
        Fail(rows, row, batch, $"With this row {now}, and so the where does not fit: {WhereFaults.Words(why!)}");
        return false;
    }

    private void Ask(CutRows rows, int first, int count, RowBatch batch, Span<bool> kept)
    {
        rows.WriteArray(first, count, _array);
        var answers = _answers.AsSpan(0, count);
        try
        {
            _types.Query!.Ask(_array.Span, answers);
        }
        catch (DuckDbFault fault)
        {
            AskFewer(rows, first, count, batch, kept, fault);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            kept[rows.IndexOf(first + i)] = answers[i] ?? Explain(rows, first + i, batch);
        }
    }

    // A failure that DuckDB could not pin to a row is hunted down.
    private void AskFewer(CutRows rows, int first, int count, RowBatch batch, Span<bool> kept, DuckDbFault fault)
    {
        if (count == 1)
        {
            Fail(rows, first, batch, Failing(WhereFaults.Words(fault)));
            return;
        }

        Ask(rows, first, count / 2, batch, kept);
        Ask(rows, first + (count / 2), count - (count / 2), batch, kept);
    }

    // A row that fails stays; the caller finds it marked.
    private bool Explain(CutRows rows, int row, RowBatch batch)
    {
        if (_explained == MostExplained)
        {
            Fail(rows, row, batch, $"The where fails on this row; {MostExplained} rows before it say why.");
            return true;
        }

        try
        {
            rows.WriteArray(row, 1, _array);
            return _types.Query!.AskAgain(_array.Span);
        }
        catch (DuckDbFault fault)
        {
            _explained++;
            Fail(rows, row, batch, Failing(WhereFaults.Words(fault)));
            return true;
        }
    }

    private static string Failing(string words) => $"The where fails on this row: {words} TRY_CAST gives null where a value does not fit.";

    private static void Fail(CutRows rows, int row, RowBatch batch, string message) => batch.MarkBroken(rows.IndexOf(row), new RowFault(Reason, message));
}

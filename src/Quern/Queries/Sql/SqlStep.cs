using Quern.Formats.DuckDb;
using Quern.Formats.Schema;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Queries.Sql;

/// <summary>
/// Makes new rows with a query. <c>rows</c> is a view over the shards with a type for each field that holds every value;
/// mixed fields are JSON. All rows are consumed, and the query's rows take their place, in its order. The query reaches
/// the shards and no other file. No rows in, no rows out: without rows there are no columns to ask for.
/// </summary>
internal sealed class SqlStep(SqlOptions options, StepContext context) : SetStep
{
    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        Consume(rows, output, cancel);
        if (rows.Rows == 0)
        {
            return;
        }

        try
        {
            using var session = DuckDbSession.Open(context.WorkFolder, context.Workers);
            using var interrupt = cancel.Register(session.Interrupt);
            CreateView(session, rows, cancel);
            Make(session, output, cancel);
        }
        catch (DuckDbFault fault)
        {
            throw new RunFault($"Step {context.Label}: the query failed: {fault.Message.TrimEnd()}\nThe query: {options.Query}", fault);
        }
    }

    private static void Consume(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var counts = new SortedDictionary<int, long>();
        rows.ForEachPlace(place => counts[place.Source] = counts.GetValueOrDefault(place.Source) + 1, cancel);
        foreach (var (source, count) in counts)
        {
            output.Consume(source, count);
        }
    }

    private static void CreateView(DuckDbSession session, ShardSet rows, CancellationToken cancel)
    {
        // Reading every row here also compares the shards' checksums, which DuckDB knows nothing of.
        var shape = new RowShape();
        rows.ForEach(row => shape.Add(row.Json), cancel);
        var columns = new ColumnTypes().Of(shape);
        if (columns.Count == 0)
        {
            throw new RunFault("The rows have no field that a query could ask for.");
        }

        var paths = rows.Shards.Where(static s => s.Rows > 0).Select(static s => Path.GetFullPath(s.Path)).ToList();
        session.Execute($"CREATE VIEW rows AS SELECT * FROM {JsonLinesTable.Of(paths, columns, shape.LongestRow)}");
        session.Confine(paths);
    }

    private void Make(DuckDbSession session, SetOutput output, CancellationToken cancel)
    {
        var query = options.Query.Trim().TrimEnd(';');
        var columns = JsonProjection.Columns(session, query);
        if (columns.GroupBy(static c => c.Name, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new RunFault($"Step {context.Label}: the query gives {twice.Count()} columns called '{twice.Key}', and a row has each key once. Name them apart with AS.\nThe query: {options.Query}");
        }

        var projection = JsonProjection.Of($"({query})", columns);
        using var stream = session.Stream(projection.Query);
        while (stream.MoveNext())
        {
            cancel.ThrowIfCancellationRequested();
            var made = stream.Text(0);
            for (var i = 0; i < stream.Count; i++)
            {
                output.Make(made[i]);
            }
        }
    }
}

using Quern.Bench;
using Quern.Formats.DuckDb;

if (args is ["copy", var from, var to])
{
    // DuckDB's own way from Parquet to JSONL, as a process of its own, for the peer's figures.
    using var session = DuckDbSession.Open(Path.GetTempPath(), Environment.ProcessorCount);
    session.Execute($"COPY (SELECT * FROM read_parquet('{from.Replace("'", "''", StringComparison.Ordinal)}')) TO '{to.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT json)");
    return 0;
}

if (args is ["parquet-of", var jsonl, var parquet])
{
    using var session = DuckDbSession.Open(Path.GetTempPath(), Environment.ProcessorCount);
    session.Execute($"COPY (SELECT * FROM read_json('{jsonl}', format = 'newline_delimited')) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)");
    return 0;
}

var settings = BenchSettings.Read(args);
if (settings is null)
{
    Console.Error.WriteLine(BenchSettings.Usage);
    return 2;
}

Console.WriteLine(MachineText.Describe(settings.Quern));
foreach (var suite in Suites.Of(settings))
{
    Console.WriteLine(suite.Run(settings));
}

return 0;

using System.Text;
using Quern.Bench;
using Quern.Bench.Dedup;
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

if (args is ["shuffle-of", var rows, var shuffled])
{
    using var session = DuckDbSession.Open(Path.GetTempPath(), Environment.ProcessorCount);
    session.Execute($"COPY (SELECT * FROM read_json('{rows}', format = 'newline_delimited') ORDER BY random()) TO '{shuffled}' (FORMAT json)");
    return 0;
}

if (args is ["split-of", var whole, var parts])
{
    using var session = DuckDbSession.Open(Path.GetTempPath(), Environment.ProcessorCount);
    foreach (var (part, condition) in new[] { ("train", "< 8"), ("val", "= 8"), ("test", "= 9") })
    {
        session.Execute($"COPY (SELECT * FROM read_json('{whole}', format = 'newline_delimited') WHERE hash(id) % 10 {condition}) TO '{parts}/{part}.jsonl' (FORMAT json)");
    }

    return 0;
}

if (args is ["serve", var dataset, var served])
{
    await HubServer.ServeAsync(dataset, served);
    return 0;
}

if (args is ["dedup-corpus" or "dedup-score" or "dedup-check", ..])
{
    return DedupTools.Run(args);
}

var settings = BenchSettings.Read(args);
if (settings is null)
{
    Console.Error.WriteLine(BenchSettings.Usage);
    return 2;
}

var report = new StringBuilder();
Say($"# What Quern takes on {MachineText.Name}\n\n{MachineText.Describe(settings.Quern)}");
foreach (var suite in Suites.Of(settings))
{
    Say(suite.Run(settings));
}

foreach (var section in DedupSections.Of(settings))
{
    Say(section);
}

if (settings.ReportFolder is { } folder)
{
    Directory.CreateDirectory(folder);
    var path = Path.Combine(folder, MachineText.FileName);
    File.WriteAllText(path, File.Exists(path) ? ReportText.Renew(File.ReadAllText(path), report.ToString(), settings.What == "all") : report.ToString());
}

return 0;

void Say(string text)
{
    Console.WriteLine(text);
    report.AppendLine(text);
}

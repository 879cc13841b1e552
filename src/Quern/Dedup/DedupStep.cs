using Quern.Dedup.Files;
using Quern.Dedup.Outcome;
using Quern.Dedup.Reading;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Dedup;

/// <summary>Removes duplicates from a dataset, or marks them. Rows pass through as they are, in their order.</summary>
internal sealed class DedupStep(DedupOptions options, StepContext context) : SetStep
{
    /// <summary>Sketches that a stopped attempt left on disk are not made again.</summary>
    public override bool GoesOn => true;

    public override void Apply(ShardSet rows, SetOutput output, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(context.WorkFolder, context.Label)).FullName;
        Apply(rows, output, folder, cancel);
        Directory.Delete(folder, recursive: true);
    }

    private void Apply(ShardSet rows, SetOutput output, string folder, CancellationToken cancel)
    {
        var known = new KnownFiles(options, folder);
        var files = rows.Shards.Select(static s => new RowFile(s.Path, s.Path) { Bytes = s.Bytes, IsChecked = true, PlacesPath = s.PlacesPath });
        var settings = new DedupSettings(context.Workers, MemorySize.Of(options.Memory), folder);
        using var work = new Deduplication(options, options.Threshold, [.. known.Open(cancel), .. files], context.Sources, settings, new RunProgress(), cancel);
        var decided = new DecidedRows(work.Table, work.Names, work.Decide(options.Threshold));
        Pass(rows, decided, output, cancel);
        if (options.SaveIndex is { } index)
        {
            work.SaveIndex(index, decided.Verdicts, force: true);
        }

        var stats = DedupStats.Of(options, work, decided, context.Sources);
        stats.Seconds = work.Times.Seconds;
        output.Report(stats.ToJson());
    }

    private void Pass(ShardSet rows, DecidedRows decided, SetOutput output, CancellationToken cancel)
    {
        var removed = new RemovedRow(decided);
        var mark = options.Mark is { } field ? new ClusterMark(field, decided, context.Sources) : null;
        var index = decided.Table.Known;
        rows.ForEach(
            row =>
            {
                Count(row, index, decided, output);
                if (mark is not null)
                {
                    output.Keep(row.With(mark.Add(row.Json, index)));
                }
                else if (decided.Verdicts.IsKept(index))
                {
                    output.Keep(row);
                }
                else
                {
                    output.Drop(row, removed.ReasonOf(index), removed.DetailsOf(index));
                }

                index++;
            },
            cancel);
    }

    private static void Count(Row row, int index, DecidedRows decided, SetOutput output)
    {
        if (decided.Table[index].Shingles == 0)
        {
            output.Count(row, "no-text");
        }
    }
}

using Quern.Formats;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Looks at all files of a dataset once, on all cores.</summary>
/// <param name="set">The dataset.</param>
/// <param name="options">What is asked.</param>
/// <param name="fields">Fields whose values are counted.</param>
/// <param name="groups">Fields that keep rows in one split.</param>
internal sealed class SetLook(VerifiedSet set, VerifyOptions options, IReadOnlyList<string> fields, IReadOnlyList<FieldPath> groups)
{
    /// <summary>What was found in all files together.</summary>
    public BatchLook Found { get; } = new(fields, new RowMarks(groups.Count, hasSplits: set.Files.Select(static f => f.Split).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1));

    /// <summary>Reads the files.</summary>
    public void Run(int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        for (var i = 0; i < set.Files.Count; i++)
        {
            Read(set.Files[i], i, workers, workFolder, progress, cancel);
            progress.FinishInput(set.Files[i].Input.Bytes);
        }
    }

    private void Read(VerifiedFile file, int index, int workers, string workFolder, RunProgress progress, CancellationToken cancel)
    {
        var whole = new BatchLook(fields, Found.Marks);
        try
        {
            FileScan.Read(
                file.Input,
                workers,
                workFolder,
                static () => new Slot(),
                (slot, work) => LookAt(work, index, slot),
                (slot, work) =>
                {
                    whole.Add(slot.Look!);
                    slot.Look = null;
                    progress.Add(new BatchCounts(work.Input.Rows.Count, work.Input.Rows.Count, 0, 0), work.Position);
                },
                cancel);
        }
        catch (SourceFault fault)
        {
            file.IsBroken = true;
            whole.Findings.Add(new Finding(FaultKinds.BrokenFile, file.Path, 0, null, fault.Message));
        }

        Close(file, whole);
        Found.Add(whole);
    }

    private void LookAt(BatchWork work, int index, Slot slot)
    {
        slot.Look = new BatchLook(fields, Found.Marks.Empty());
        new RowLook(options, groups, slot.Tools, slot.Look).Look(work.Input.Rows, index);
    }

    // What a batch is looked at with, and what was found in it.
    private sealed class Slot
    {
        public RowTools Tools { get; } = new();

        public BatchLook? Look { get; set; }
    }

    private static void Close(VerifiedFile file, BatchLook whole)
    {
        file.Rows = whole.Rows;
        if (whole.Rows == 0 && !file.IsBroken)
        {
            whole.Findings.Add(new Finding(FaultKinds.EmptyFile, file.Path, 0, null, "there is no row"));
        }

        if (whole.UnreadableEnd > 0 && file.Input is { Format: InputFormat.Jsonl, Gzip: false } && !EndsWithBreak(file.Path))
        {
            whole.Findings.Add(new Finding(FaultKinds.TruncatedFile, file.Path, whole.UnreadableEnd, null, "the last row is cut off"));
        }

        // Where most numbers under score are none from 1 to 10, it counts something else.
        if (whole.OddScores > whole.Tally.Scores.Count)
        {
            whole.Findings.Forget(FaultKinds.ScoreOutOfRange);
            whole.Tally.Scores.Clear();
        }

        file.Shape = whole.Shapes.Main;
        file.Lines = whole.Lines;
        file.Tally = whole.Tally;
        whole.Shapes.Close(file.Path, whole.Rows, whole.Findings);
    }

    private static bool EndsWithBreak(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}

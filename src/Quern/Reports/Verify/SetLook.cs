using System.Runtime.CompilerServices;
using Quern.Formats;
using Quern.Rows;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Looks at all files of a dataset once, on all cores.</summary>
/// <param name="set">The dataset.</param>
/// <param name="options">What is asked.</param>
/// <param name="fields">Fields whose values are counted.</param>
/// <param name="groups">Fields that keep rows in one split.</param>
internal sealed class SetLook(VerifiedSet set, VerifyOptions options, IReadOnlyList<string> fields, IReadOnlyList<string> groups)
{
    // Where no shape has so many rows of a file, it was meant to hold several.
    private const double Majority = 0.9;

    /// <summary>What was found in all files together.</summary>
    public BatchLook Found { get; } = new(fields, groups.Count);

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
        var (before, isBroken) = (Found.Rows, false);
        try
        {
            FileScan.Read(
                file.Input,
                workers,
                workFolder,
                static () => new StrongBox<BatchLook>(),
                (look, work) => look.Value = LookAt(work, index),
                (look, work) =>
                {
                    Found.Add(look.Value!);
                    progress.Add(new BatchCounts(work.Input.Rows.Count, work.Input.Rows.Count, 0, 0), work.Position);
                },
                cancel);
        }
        catch (SourceFault fault)
        {
            isBroken = true;
            Found.Findings.Add(new Finding(FaultKinds.BrokenFile, file.Path, 0, null, fault.Message));
        }

        file.Rows = Found.Rows - before;
        Close(file, isBroken);
    }

    private BatchLook LookAt(BatchWork work, int index)
    {
        var look = new BatchLook(fields, groups.Count);
        new RowLook(options, groups, look).Look(work.Input.Rows, index);
        return look;
    }

    private void Close(VerifiedFile file, bool isBroken)
    {
        if (file.Rows == 0 && !isBroken)
        {
            Found.Findings.Add(new Finding(FaultKinds.EmptyFile, file.Path, 0, null, "there is no row"));
        }

        if (Found.EndsUnreadable && file.Rows > 0 && file.Input is { Format: InputFormat.Jsonl, Gzip: false } && !EndsWithBreak(file.Path))
        {
            Found.Findings.Add(new Finding(FaultKinds.TruncatedFile, file.Path, file.Rows, null, "the last row is cut off"));
        }

        var (shape, (rows, _)) = Found.Shapes.OrderByDescending(static s => s.Value.Rows).ThenBy(static s => s.Key, StringComparer.Ordinal).FirstOrDefault(new KeyValuePair<string, (long, List<long>)>("", (0, [])));
        file.Shape = shape.Length == 0 ? null : shape;
        if (rows > file.Rows * Majority)
        {
            foreach (var (other, (strangers, lines)) in Found.Shapes.Where(s => s.Key != shape).OrderBy(static s => s.Key, StringComparer.Ordinal))
            {
                lines.ForEach(line => Found.Findings.Add(new Finding(FaultKinds.MixedShapes, file.Path, line, null, $"the row is {other}, the file is {shape}")));
                Found.Findings.Count(FaultKinds.MixedShapes, strangers - lines.Count);
            }
        }

        Found.Shapes.Clear();
    }

    private static bool EndsWithBreak(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}

using System.Collections.Concurrent;
using Quern.Formats;
using Quern.Running;

namespace Quern.Reports;

/// <summary>Reads files once, on all cores: each batch is looked at by one core, and what it found is added up in order.</summary>
internal static class FileScan
{
    /// <summary>Reads a file. One that breaks off is a source fault.</summary>
    /// <param name="file">The file.</param>
    /// <param name="workers">How many cores.</param>
    /// <param name="workFolder">Takes temporary files.</param>
    /// <param name="make">Makes the place for what is found in a batch.</param>
    /// <param name="look">Looks at a batch and leaves what it found in a place that belongs to the batch.</param>
    /// <param name="add">Adds what was found, in the order of the batches, one caller at a time.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Numbers that are not finite and were read as null.</returns>
    public static long Read<T>(
        InputFile file, int workers, string workFolder, Func<T> make, Action<T, BatchWork> look, Action<T, BatchWork> add, CancellationToken cancel)
        where T : class
    {
        var found = new ConcurrentDictionary<BatchWork, T>();
        var source = new SourceSpec(file.Path, [new LocalFile(file)]);
        using var fill = new SourceFill(source, 0, FileStretch.All(source), default, workFolder, mayBeShort: false);
        using var interrupt = cancel.Register(fill.Interrupt);
        using var pump = new RowPump(workers, fill.Fill, (work, _) => look(found.GetOrAdd(work, _ => make()), work), work => add(found[work], work));
        pump.Run(cancel);
        return fill.NonFinite;
    }
}

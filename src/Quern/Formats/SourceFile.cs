namespace Quern.Formats;

/// <summary>A file of a source: where its rows come from, once their turn has come. It may yet have to be fetched.</summary>
internal abstract class SourceFile
{
    /// <summary>What it is called in messages and listings.</summary>
    public abstract string Name { get; }

    /// <summary>Its length; 0 where nobody knows it.</summary>
    public abstract long Bytes { get; }

    /// <summary>What stands for its content in the name of a checkpoint.</summary>
    public abstract string Identity { get; }

    /// <summary>Where it lies on this machine; null when that is elsewhere.</summary>
    public virtual string? Path => null;

    /// <summary>How many of its bytes are on this machine.</summary>
    public virtual long BytesHere => Bytes;

    /// <summary>How many rows it holds, as far as what is on this machine tells; null when it tells nothing.</summary>
    public abstract RowEstimate? Estimate(string workFolder);

    /// <summary>Says that it will be opened soon: what takes time can begin.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Opens it; waits for what must be there first.</summary>
    /// <param name="selection">Which rows are meant.</param>
    /// <param name="workFolder">Takes temporary files.</param>
    public abstract RowReader Open(RowSelection selection, string workFolder);

    /// <summary>Stops a call of <see cref="Open"/>, or a read, that waits; may be called from any thread.</summary>
    public abstract void Interrupt();
}

namespace Quern.Reports.Verify;

/// <summary>Adds up lengths.</summary>
internal sealed class Lengths
{
    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>All together.</summary>
    public long Sum { get; private set; }

    /// <summary>The greatest.</summary>
    public long Max { get; private set; }

    /// <summary>Their mean; null where there is none.</summary>
    public double? Mean => Count == 0 ? null : (double)Sum / Count;

    /// <summary>Adds one.</summary>
    public void Add(long length) => (Count, Sum, Max) = (Count + 1, Sum + length, Math.Max(Max, length));

    /// <summary>Adds others.</summary>
    public void Add(Lengths other) => (Count, Sum, Max) = (Count + other.Count, Sum + other.Sum, Math.Max(Max, other.Max));
}

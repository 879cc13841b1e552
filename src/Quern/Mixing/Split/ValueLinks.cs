namespace Quern.Mixing.Split;

/// <summary>
/// Values that must stay together because a row has both of them, and those that follow from these. Each set of values is
/// known by its smallest one, whatever the order in which they were linked.
/// </summary>
internal sealed class ValueLinks
{
    private readonly Dictionary<ulong, ulong> _above = [];

    /// <summary>Says that two values stay together.</summary>
    public void Link(ulong first, ulong second)
    {
        var (a, b) = (RootOf(first), RootOf(second));
        if (a != b)
        {
            _above[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    /// <summary>The smallest of the values that a value stays together with.</summary>
    public ulong RootOf(ulong value)
    {
        var root = value;
        while (_above.TryGetValue(root, out var above))
        {
            root = above;
        }

        // The way is made short, so that the next one is.
        while (value != root)
        {
            var next = _above[value];
            _above[value] = root;
            value = next;
        }

        return root;
    }
}

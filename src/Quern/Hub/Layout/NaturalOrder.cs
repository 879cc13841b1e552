namespace Quern.Hub.Layout;

/// <summary>Orders paths as a person would: numbers inside of names by their value, so that train_2 comes before train_10.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    private NaturalOrder()
    {
    }

    /// <summary>The order; it has no state.</summary>
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        while (true)
        {
            SkipAlike(ref a, ref b);
            if (a.IsEmpty || b.IsEmpty)
            {
                // Alike but for zeros in front (1 and 01): still one order, and always the same.
                return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
            }

            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]) ? CompareNumbers(ref a, ref b) : a[0].CompareTo(b[0]);
            if (order != 0)
            {
                return order;
            }
        }
    }

    // Paths of one folder begin alike for long; a number that they share the beginning of is left whole.
    private static void SkipAlike(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var alike = a.CommonPrefixLength(b);
        while (alike > 0 && char.IsAsciiDigit(a[alike - 1]) && alike < Math.Max(a.Length, b.Length))
        {
            alike--;
        }

        a = a[alike..];
        b = b[alike..];
    }

    // Numbers may have any length: without the zeros in front, the longer one is the greater.
    private static int CompareNumbers(ref ReadOnlySpan<char> a, ref ReadOnlySpan<char> b)
    {
        var first = TakeNumber(ref a);
        var second = TakeNumber(ref b);
        return first.Length != second.Length ? first.Length.CompareTo(second.Length) : first.SequenceCompareTo(second);
    }

    private static ReadOnlySpan<char> TakeNumber(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? text : text[..end];
        text = text[number.Length..];
        return number.TrimStart('0');
    }
}

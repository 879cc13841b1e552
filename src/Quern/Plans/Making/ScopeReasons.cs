using Quern.Plans.Inference;
using Quern.Rows;

namespace Quern.Plans.Making;

/// <summary>How scopes were found, put where it lasts as long as the row, and which of two scopes decides.</summary>
internal static class ScopeReasons
{
    /// <summary>How a scope was found, put where it lasts as long as the row.</summary>
    public static (int Start, int Length) Of(ByteBuffer reasons, ScopeGuess scope)
    {
        var start = reasons.Length;
        scope.WriteHow(reasons);
        return (start, reasons.Length - start);
    }

    /// <summary>The one of two scopes that decides: a number comes before a word, a word before nothing; of one kind the higher.</summary>
    public static ScopeGuess Higher(ScopeGuess own, ScopeGuess other)
    {
        var (ownRank, otherRank) = (Rank(own), Rank(other));
        return otherRank > ownRank || (otherRank == ownRank && other.Volume > own.Volume) ? other : own;
    }

    private static int Rank(ScopeGuess scope) => scope.IsNumber ? 2 : scope.How.AsSpan().SequenceEqual(Words.Default) ? 0 : 1;

    /// <summary>That an argument says how much is meant.</summary>
    public static (int Start, int Length) OfArgument(ByteBuffer reasons, ReadOnlySpan<byte> name)
    {
        var start = reasons.Length;
        reasons.Append("explicit:"u8);
        reasons.Append(name);
        return (start, reasons.Length - start);
    }
}

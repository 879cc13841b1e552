using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quern.Dedup.Texts;

/// <summary>
/// Makes of a row the set of its shingles: normalise, cut into words or characters, hash every n that follow each other.
/// One instance a core; what it holds is that of the row read last.
/// </summary>
/// <param name="options">What is compared, and how.</param>
internal sealed class ShingleSet(DedupOptions options)
{
    // An odd number: the hash of n words is a polynomial in it, from which the oldest word can be taken out again.
    private const ulong Base = 0x9FB21C651E98DF25;
    private const ulong Stir = 0xD6E8FEB86659FD93;

    private readonly int _n = options.Ngram;
    private readonly ulong _oldest = Power(Base, options.Ngram);
    private readonly RowTexts _texts = new(options);
    private readonly DistinctHashes _distinct = new();
    private ulong[] _tokens = new ulong[1024];
    private ulong[] _shingles = new ulong[1024];
    private int _tokenCount;
    private int _count;

    /// <summary>The distinct shingles; empty when the row has no text.</summary>
    public ReadOnlySpan<ulong> Hashes => _shingles.AsSpan(0, _count);

    /// <summary>What stands for the sequence of words.</summary>
    public Fingerprint Fingerprint => Fingerprint.Of(_tokens.AsSpan(0, _tokenCount));

    /// <summary>Length of the row's texts, before they were normalised.</summary>
    public long RawLength => _texts.RawLength;

    /// <summary>Of each field named, whether any row so far had it.</summary>
    public IReadOnlyList<bool> IsSeen => _texts.IsSeen;

    /// <summary>Reads a row that is valid JSON.</summary>
    public void Read(ReadOnlySpan<byte> row)
    {
        _texts.Read(row);
        var text = _texts.Normal;
        var room = options.Shingles == ShingleKind.Words ? (text.Length / 2) + 1 : text.Length;
        if (_tokens.Length < room)
        {
            _tokens = new ulong[room * 5L / 4];
            _shingles = new ulong[_tokens.Length];
        }

        _tokenCount = options.Shingles switch
        {
            ShingleKind.Words => WordTokens.Hash(text, _tokens),
            ShingleKind.Characters => CharacterTokens.Hash(text, _tokens),
            _ => CharacterTokens.HashMixed(text, _tokens),
        };
        _count = _distinct.Keep(_shingles.AsSpan(0, Shingle()));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Shingle()
    {
        var tokens = _tokens.AsSpan(0, _tokenCount);
        if (tokens.Length < _n)
        {
            return tokens.IsEmpty ? 0 : Whole(tokens);
        }

        var hash = 0UL;
        foreach (var token in tokens[.._n])
        {
            hash = (hash * Base) + token;
        }

        ref var shingle = ref MemoryMarshal.GetArrayDataReference(_shingles);
        shingle = Never0(TokenHash.Mix(hash, Stir));
        for (var i = _n; i < tokens.Length; i++)
        {
            hash = (hash * Base) + tokens[i] - (tokens[i - _n] * _oldest);
            System.Runtime.CompilerServices.Unsafe.Add(ref shingle, i - _n + 1) = Never0(TokenHash.Mix(hash, Stir));
        }

        return tokens.Length - _n + 1;
    }

    // A text shorter than a shingle is one by itself; its length keeps it apart from those of full length.
    private int Whole(ReadOnlySpan<ulong> tokens)
    {
        var hash = 0UL;
        foreach (var token in tokens)
        {
            hash = (hash * Base) + token;
        }

        _shingles[0] = Never0(TokenHash.Mix(hash ^ (ulong)tokens.Length, ~Stir));
        return 1;
    }

    private static ulong Never0(ulong hash) => hash == 0 ? 1 : hash;

    private static ulong Power(ulong x, int n)
    {
        var power = 1UL;
        for (var i = 0; i < n; i++)
        {
            power *= x;
        }

        return power;
    }
}

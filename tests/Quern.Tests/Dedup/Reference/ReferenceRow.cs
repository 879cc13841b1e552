using System.Text;
using System.Text.Json;
using Quern.Dedup;

namespace Quern.Tests.Dedup.Reference;

/// <summary>A row as the reference sees it.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Number">Its position among all rows, those that are there already in front.</param>
/// <param name="IsKnown">Whether it is there already.</param>
/// <param name="Tokens">Its words or characters.</param>
/// <param name="Shingles">Their shingles.</param>
/// <param name="Length">Bytes of its text before it was normalised.</param>
/// <param name="Score">The number that decides which row is the best; lowest for none.</param>
internal sealed record ReferenceRow(RowPlace Place, int Number, bool IsKnown, IReadOnlyList<string> Tokens, HashSet<string> Shingles, int Length, double Score)
{
    private const string Best = "best:";

    /// <summary>Whether there is anything to compare.</summary>
    public bool HasText => Tokens.Count > 0;

    /// <summary>Reads a row.</summary>
    public static ReferenceRow Read(string json, DedupOptions options, RowPlace place, int number, bool isKnown)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 10_000 });
        var text = ReferenceText.Of(document.RootElement, options.By);
        var tokens = ReferenceWords.Tokens(ReferenceWords.Normalise(text, options.Nfkc), options.Shingles);
        var score = options.Keep.StartsWith(Best, StringComparison.Ordinal) ? ReferenceText.Number(document.RootElement, options.Keep[Best.Length..]) : null;
        return new ReferenceRow(
            place, number, isKnown, tokens, ReferenceWords.Shingles(tokens, options.Ngram), Encoding.UTF8.GetByteCount(text), score ?? double.NegativeInfinity);
    }

    /// <summary>Whether two rows have the same words in the same order.</summary>
    public bool HasWordsOf(ReferenceRow other) => Tokens.SequenceEqual(other.Tokens);
}

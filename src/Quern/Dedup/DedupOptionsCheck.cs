using System.Globalization;
using Quern.Rows.Json;

namespace Quern.Dedup;

/// <summary>Finds what is wrong with options of deduplication taken together.</summary>
internal static class DedupOptionsCheck
{
    private const int LongestShingle = 100;
    private const int LongestSignature = 1024;
    private static readonly DedupOptions Usual = new();

    /// <summary>Every fault, as a sentence.</summary>
    public static IEnumerable<string> Of(DedupOptions options)
        => [.. OfShingles(options), .. OfChoice(options), .. OfMinHash(options), .. OfMemory(options), .. OfFiles(options)];

    private static IEnumerable<string> OfShingles(DedupOptions options)
    {
        if (options.Threshold is not (> 0 and <= 1))
        {
            yield return $"The threshold cannot be {options.Threshold.ToString(CultureInfo.InvariantCulture)}; a Jaccard index lies above 0 and reaches 1.";
        }

        if (options.Ngram is < 1 or > LongestShingle)
        {
            yield return $"A shingle cannot have {options.Ngram} words or characters; 1 to {LongestShingle} are possible.";
        }

        foreach (var field in options.By ?? [])
        {
            if (!FieldPath.TryParse(field, out _, out var fault))
            {
                yield return fault;
            }
        }

        if (options.By is { Count: 0 })
        {
            yield return "The option 'by' names no field. Leave it out to compare all texts of the rows.";
        }
    }

    private static IEnumerable<string> OfChoice(DedupOptions options)
    {
        if (!Clusters.KeptRow.TryParse(options.Keep, out _, out var fault))
        {
            yield return fault;
        }

        if (options.Mark is { } mark && (!FieldPath.TryParse(mark, out var path, out _) || path.SingleName is null))
        {
            yield return $"The option 'mark' expects the name of a field of the row itself; found '{mark}'.";
        }
    }

    private static IEnumerable<string> OfMinHash(DedupOptions options)
    {
        var isMinHash = options.Method == DedupMethod.Minhash;
        if (options.Exact && isMinHash)
        {
            yield return "exact compares whole texts; the method minhash has no part in that. Leave one of them out.";
        }

        if (!isMinHash && (options.Permutations != Usual.Permutations || options.Bands != Usual.Bands))
        {
            yield return "permutations and bands are for the method minhash; say method minhash, or leave them out.";
        }

        if (options.Exact && options.Threshold != Usual.Threshold)
        {
            yield return "exact compares whole texts; a threshold has no part in that. Leave one of them out.";
        }

        if (options.NoVerify && !isMinHash)
        {
            yield return "no-verify is for the method minhash; the join compares every pair anyway.";
        }

        if (options.Permutations is < 1 or > LongestSignature)
        {
            yield return $"A signature cannot have {options.Permutations} values; 1 to {LongestSignature} are possible.";
        }
        else if (options.Bands != "auto" && (!int.TryParse(options.Bands, NumberStyles.None, CultureInfo.InvariantCulture, out var bands) || bands < 1 || bands > options.Permutations))
        {
            yield return $"bands is auto or a whole number from 1 to {options.Permutations}, the length of the signature; found '{options.Bands}'.";
        }
    }

    private static IEnumerable<string> OfMemory(DedupOptions options)
    {
        if (options.Memory is { } memory && MemorySize.Parse(memory) is not >= MemorySize.Least)
        {
            yield return $"memory expects an amount such as 1gb or 500mb, of 64mb at the least; found '{memory}'.";
        }
    }

    private static IEnumerable<string> OfFiles(DedupOptions options)
    {
        foreach (var fault in Files.KnownFiles.Faults(options))
        {
            yield return fault;
        }

        if (options.SaveIndex is "" or "-")
        {
            yield return "save-index expects the name of a file.";
        }
        else if (options.SaveIndex is { } index && File.Exists(index) && !Reading.SavedIndex.Is(index))
        {
            yield return $"{index} is there and is no index; save-index never replaces it. Name another file.";
        }
    }
}

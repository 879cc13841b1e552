using Quern.Rows;

namespace Quern.Hub.Layout;

/// <summary>
/// Decides between a dataset's own files and the Parquet files that the Hub made of them. Its own Parquet comes first; then the
/// converted files, if all rows are there: they have one schema and can be read column by column; then its own files of other
/// formats.
/// </summary>
internal static class SourceFormat
{
    /// <summary>The files to read; a fault when neither holds what is asked for.</summary>
    /// <param name="id">The dataset, for messages.</param>
    /// <param name="listing">Every file of the revision that is asked for.</param>
    /// <param name="card">What its README.md says.</param>
    /// <param name="converted">Every file of the branch <c>refs/convert/parquet</c>; null where there is no such branch.</param>
    /// <param name="wish">What is asked for.</param>
    /// <param name="nativeOnly">Whether only its own files will do, as for another revision than the one that was converted.</param>
    public static ChosenFiles Of(
        string id, IReadOnlyList<RepoFile> listing, DatasetCard card, IReadOnlyList<RepoFile>? converted, FileWish wish, bool nativeOnly)
    {
        if (nativeOnly || converted is null || wish.Files.Count > 0 || wish.MaxFiles < 1)
        {
            return FileChoice.Of(id, listing, card, wish);
        }

        var notes = new List<string>();
        ChosenFiles own;
        try
        {
            own = FileChoice.Of(id, listing, card, wish);
        }
        catch (RecipeFault)
        {
            // What no file of its own holds, such as a format that is not read here, the Hub may have made readable.
            if (ConvertedChoice.Of(id, converted, card, wish, notes) is not { } instead)
            {
                throw;
            }

            return instead with { Notes = ["None of the dataset's own files could be taken; the Parquet files that the Hub made of them are read (branch refs/convert/parquet).", .. instead.Notes] };
        }

        if (FileName.KindOf(own.Files[0].Path) == FileKind.Parquet)
        {
            return own;
        }

        return ConvertedChoice.Of(id, converted, card, wish, notes) is { } better
            ? better with { Notes = [HowToReadOwn(id, listing, card, wish), .. better.Notes] }
            : own with { Notes = [.. own.Notes, .. notes] };
    }

    private static string HowToReadOwn(string id, IReadOnlyList<RepoFile> listing, DatasetCard card, FileWish wish)
    {
        var own = FileChoice.Of(id, listing, card, wish with { MaxFiles = null }).Files;
        return $"The dataset's own files are {Wording.Endings(own)}; the Parquet files that the Hub made of them are read (branch refs/convert/parquet). For its own say files: '{Wording.PatternOf(own)}'.";
    }
}

using System.Text;
using Quern.Hub.Cards;

namespace Quern.Hub.Push.Card;

/// <summary>Makes a card for a dataset that has none, from what is known of its files.</summary>
internal static class CardDraft
{
    /// <summary>The card as a file to be sent.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="repo">The dataset as it is.</param>
    /// <param name="files">The files that are pushed.</param>
    /// <param name="notes">Takes what the user should know.</param>
    public static OutgoingFile Of(PushRequest request, TargetRepo repo, IReadOnlyList<ReadFile> files, ICollection<string> notes)
    {
        var folder = Directory.Exists(request.Source) ? request.Source : null;
        IReadOnlyList<string> licences = request.Licence is { } one ? [one] : SeenLicences.In(folder, [.. files.Select(static f => f.File)]);
        if (licences.Count == 0)
        {
            notes.Add("The card that was made names no licence, because none is known: nobody may be sure what they may do with the rows. Push again with your own README.md, or set it on the dataset's page.");
        }

        var pushed = RowCounts.Of([.. files.Select(static f => (f.File, f.Names!))]);
        var paths = pushed.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);
        var others = repo.Files.Values.Where(f => !paths.Contains(f.Path) && !f.Path.StartsWith('.')).Select(static f => new CardFile(f.Path, f.Bytes, null));
        var all = pushed.Concat(others).OrderBy(static f => f.Path, StringComparer.Ordinal).ToList();
        return OutgoingFile.Of(DatasetPush.CardPath, Encoding.UTF8.GetBytes(CardText.Of(repo.Id, licences, all, DeclaredSplits.Of(all, notes))));
    }
}

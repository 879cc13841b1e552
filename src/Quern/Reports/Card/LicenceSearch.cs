using Quern.Hub.Registry;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>
/// Follows rows back to where their licences stand: from a ledger to its sources on the Hub, and from a source that is a
/// file of this machine to the ledger beside that file.
/// </summary>
internal sealed class LicenceSearch
{
    // The files that the search is in the middle of: a ledger that names its own file leads nowhere.
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>The licences of all sources of some ledgers, the strictest first, and last those of which no row is left.</summary>
    public static IReadOnlyList<CarriedLicence> In(IReadOnlyList<CardLedger> ledgers)
        => [.. ledgers.SelectMany(static l => new LicenceSearch().Of(l, by: null))
            .GroupBy(static c => c with { Rows = null })
            .Select(static g => g.Key with { Rows = g.Any(static c => c.Rows is null) ? null : g.Sum(static c => c.Rows) })
            .OrderByDescending(static c => c.Binds).ThenByDescending(static c => c.Strictness).ThenBy(static c => c.Source, StringComparer.Ordinal).ThenBy(static c => c.By, StringComparer.Ordinal)];

    private List<CarriedLicence> Of(CardLedger ledger, string? by)
    {
        var found = new List<CarriedLicence>();
        foreach (var source in ledger.Sources)
        {
            var kept = ledger.Ledger.Steps.Count == 0 ? 0 : ledger.Ledger.Steps[^1].Sources.GetValueOrDefault(source)?.Out ?? 0;
            if (ledger.Ledger.Origins.TryGetValue(source, out var origin))
            {
                found.Add(OfOrigin(source, origin, kept, by));
            }
            else
            {
                found.AddRange(OfFiles(source, ledger, kept, by));
            }
        }

        return found;
    }

    private static CarriedLicence OfOrigin(string source, SourceOrigin origin, long kept, string? by)
    {
        var known = DatasetRegistry.Standard.Find(origin.Hub);
        var listed = known is null || known.Licence == RegistryWords.Unknown ? null : known.Licence;
        return new CarriedLicence(source, origin.Hub, origin.Licence ?? listed, kept)
        {
            Revision = origin.Revision,
            IsGated = known?.Gated ?? false,
            NonCommercial = origin.NonCommercial || (known?.NonCommercial ?? false),
            Note = known?.LicenceNote,
            By = by,
        };
    }

    private List<CarriedLicence> OfFiles(string source, CardLedger ledger, long kept, string? by)
    {
        IReadOnlyList<string> files = ledger.FilesOf(source) is { Count: > 0 } named ? named : [source];
        var found = new List<CarriedLicence>();
        var isTraced = true;
        foreach (var file in files)
        {
            var before = Before(file);
            found.AddRange(before ?? []);
            isTraced &= before is not null;
        }

        // How many rows of each came this far, nobody counted; of a single source it is all of them, and of none it is none.
        var rows = kept == 0 || (isTraced && found.Count(static f => f.Binds) == 1) ? kept : (long?)null;
        found = [.. found.Select(f => f.Binds ? f with { Rows = rows } : f)];
        if (!isTraced)
        {
            found.Add(new CarriedLicence(source, null, null, found.Count == 0 ? kept : rows) { By = by });
        }

        return found;
    }

    // What the ledger beside a file says of its sources; null where there is none.
    private List<CarriedLicence>? Before(string file)
    {
        var full = Path.GetFullPath(file);
        if (!File.Exists(full) || !_open.Add(full))
        {
            return null;
        }

        var found = CardLedger.Beside(full) is { } ledger ? Of(ledger, file) : null;
        _open.Remove(full);
        return found;
    }
}

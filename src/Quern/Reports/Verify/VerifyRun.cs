using Quern.Rows;
using Quern.Rows.Json;
using Quern.Running;

namespace Quern.Reports.Verify;

/// <summary>Verifies files: reads each once, compares with its ledger, finds what is there twice, and judges the targets.</summary>
/// <param name="options">What is asked.</param>
/// <param name="targets">What is asked of all rows together.</param>
/// <param name="workers">How many cores.</param>
/// <param name="progress">Is told how far it is.</param>
/// <param name="cancel">Stops the work.</param>
internal sealed class VerifyRun(VerifyOptions options, VerifyTargets targets, int workers, RunProgress progress, CancellationToken cancel)
{
    private readonly Findings _findings = new();
    private readonly List<SetSummary> _summaries = [];
    private long _wantedCopies;

    /// <summary>Runs.</summary>
    /// <param name="paths">Files, folders and globs.</param>
    /// <param name="isWhole">Whether all files are meant that a ledger names.</param>
    public VerifyResult Run(IReadOnlyList<string> paths, bool isWhole)
    {
        var faults = new List<string>();
        var sets = VerifiedSets.Of(paths, _findings, faults);
        if (faults.Count > 0)
        {
            throw new RecipeFault(faults);
        }

        using var work = TemporaryFolder.Create();
        var ledger = new LedgerCheck(sets, _findings);
        ledger.Find(options.Against);
        foreach (var known in ledger.Ledgers)
        {
            sets = VerifiedSets.Join(sets, ledger.PartsOf(known));
        }

        var shares = ShareTarget.Of(options.Share);
        IReadOnlyList<FieldPath> groups = [.. (options.Group ?? []).Select(FieldPath.Parse).Concat(ledger.Groups).DistinctBy(static g => g.Text)];
        IReadOnlyList<string> fields = [.. shares.Select(static s => s.Field).Concat(ledger.Fields).Distinct(StringComparer.Ordinal)];
        progress.Begin("verifying", sets.SelectMany(static s => s.Files).Sum(static f => f.Input.Bytes));
        var (all, duplicates) = (new Tally(fields), 0L);
        foreach (var set in sets)
        {
            var tally = Look(set, fields, groups, work.Path);
            if (!set.IsCopy)
            {
                all.Add(tally);
                duplicates += _summaries[^1].NearDuplicates ?? _summaries[^1].Duplicates;
            }
        }

        ledger.Compare(isWhole);
        _wantedCopies = ledger.Repeated;
        new LedgerShares(ledger, _findings).Compare(fields, options.ShareTolerance);
        return new VerifyResult
        {
            Sets = _summaries,
            Targets = new TargetLines(targets, all).Judge(duplicates, ledger.Cost, shares, options.ShareTolerance),
            Faults = Kinds(sets, work.Path),
            Ledgers = [.. ledger.Ledgers.Select(static l => l.Path)],
        };
    }

    private Tally Look(VerifiedSet set, IReadOnlyList<string> fields, IReadOnlyList<FieldPath> groups, string workFolder)
    {
        var look = new SetLook(set, options, fields, groups);
        look.Run(workers, workFolder, progress, cancel);
        var repeats = new Repeats(set, look.Found, groups);
        repeats.Find();
        var near = new NearRepeats(set, options, repeats, look.Found.Findings);
        if (options.Near)
        {
            near.Find(workers, workFolder, progress, cancel);
        }

        _findings.Add(look.Found.Findings);
        _summaries.Add(SetSummaries.Of(set, look.Found, repeats.Duplicates, options.Near ? Math.Max(near.Duplicates, repeats.Duplicates) : null));
        return look.Found.Tally;
    }

    // Where a target says how many duplicates there may be, a single one is no fault; nor are copies that a mix was told to
    // make. A near-duplicate never is one by itself.
    private bool IsAllowed(string kind)
        => (options.Allow ?? []).Contains(kind, StringComparer.Ordinal) || kind == FaultKinds.NearDuplicate || (kind == FaultKinds.DuplicateRow && (targets.MaxDuplicates is not null || _findings.Count(kind) <= _wantedCopies))
            || (kind == FaultKinds.DuplicateId && _findings.Count(kind) <= _wantedCopies);

    private IReadOnlyList<FoundKind> Kinds(IReadOnlyList<VerifiedSet> sets, string workFolder)
    {
        var found = RowIds.Fill([.. FaultKinds.All.SelectMany(k => _findings.Of(k.Name))], sets, workFolder, cancel).GroupBy(static f => f.Kind, StringComparer.Ordinal).ToDictionary(static g => g.Key, StringComparer.Ordinal);
        return [.. FaultKinds.All.Where(k => _findings.Count(k.Name) > 0).Select(k => new FoundKind(k.Name, k.Meaning, _findings.Count(k.Name), IsAllowed(k.Name), [.. found[k.Name]]))];
    }
}

using Quern.Hub;
using Quern.Hub.Registry;
using Quern.Rows;
using Quern.Running;

namespace Quern.Recipes;

/// <summary>
/// Finds out what the sources on the Hub are: their commit, their files. One that cannot be had does not stop the others;
/// when none can, there is nothing to run.
/// </summary>
/// <param name="hub">The Hub.</param>
/// <param name="pinned">What a run folder's sources were when it began.</param>
internal sealed class SourceOpening(HubDatasets hub, PinnedSources pinned)
{
    /// <summary>The sources as they were found, to be kept in the run folder.</summary>
    public PinnedSources Found { get; private set; } = new([]);

    /// <summary>A run with the files of its sources; a fault when none of them can be had.</summary>
    public RunSpec With(RunSpec spec, IReadOnlyDictionary<string, HubRequest> requests, CancellationToken cancel)
    {
        var sources = Open(spec.Sources, requests, cancel);
        if (!sources.All(static s => s.Lost is not null))
        {
            return spec with { Sources = sources };
        }

        foreach (var other in sources.Skip(1))
        {
            Say(other.Name, [other.Lost!.Message]);
        }

        throw sources[0].Lost!;
    }

    /// <summary>The sources, with their files; one that cannot be had says why.</summary>
    /// <param name="sources">All sources of a run.</param>
    /// <param name="requests">What those on the Hub ask for, by name.</param>
    /// <param name="cancel">Stops asking.</param>
    public IReadOnlyList<SourceSpec> Open(IReadOnlyList<SourceSpec> sources, IReadOnlyDictionary<string, HubRequest> requests, CancellationToken cancel)
    {
        // Each of them waits for the network, and none for another; also when one fails, the others are not left behind.
        var names = requests.Keys.ToList();
        var answers = Task.WhenAll(names.Select(n => Task.Run(() => TryOpenAsync(requests[n], cancel), cancel))).GetAwaiter().GetResult();
        var opened = names.Zip(answers).ToDictionary(static o => o.First, static o => o.Second, StringComparer.Ordinal);
        ThrowWrongRequests(answers);
        var specs = sources.Select(s => opened.TryGetValue(s.Name, out var found) ? With(s, found) : s).ToList();
        Found = new PinnedSources([.. opened.Values.Where(static o => o.Source is not null).Select(static o => PinnedSource.Of(o.Request, o.Source!))]);
        return specs;
    }

    /// <summary>Throws when the disk of the cache has no room for what is missing of sources that are read to their end.</summary>
    public void RequireRoom(IEnumerable<SourceSpec> sources)
        => hub.RequireRoom(sources.Where(static s => s.Origin is not null && s.Max is null).SelectMany(static s => s.Files).Sum(static f => f.Bytes - f.BytesHere));

    private async Task<Opened> TryOpenAsync(HubRequest request, CancellationToken cancel)
    {
        try
        {
            var source = pinned.Find(request) is { } known ? known.Open(hub) : await hub.OpenAsync(request.Wish, cancel).ConfigureAwait(false);
            return new Opened(request, source, null);
        }
        catch (RecipeFault fault) when (!request.IsSpecific && request.Dataset.Name != request.Dataset.Hub)
        {
            // Nobody wished for what is not there: the list of datasets is out of date.
            return new Opened(request, null, new UnavailableFault($"{request.Dataset.Hub} is not as the list of datasets says: {fault.Message} Say config, split or files for it.", fault));
        }
        catch (QuernFault fault)
        {
            return new Opened(request, null, fault);
        }
    }

    // A wish that fits nothing is the recipe's fault, and all of them are said at once.
    private static void ThrowWrongRequests(IEnumerable<Opened> opened)
    {
        var faults = opened.Select(static o => o.Fault).OfType<QuernFault>().ToList();
        if (faults.Find(static f => f is not (SourceFault or RecipeFault)) is { } other)
        {
            throw other;
        }

        var wrong = faults.OfType<RecipeFault>().SelectMany(static f => f.Faults).ToList();
        if (wrong.Count > 0)
        {
            throw new RecipeFault(wrong);
        }
    }

    private SourceSpec With(SourceSpec source, Opened found)
    {
        if (found.Source is not { } opened)
        {
            return source with { Lost = (SourceFault)found.Fault! };
        }

        Say(source.Name, opened.Notes);
        return source with { Files = opened.Files, Origin = OriginOf(found.Request, opened, source) };
    }

    private void Say(string name, IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            hub.Settings.Say($"{name}: {note}");
        }
    }

    private static SourceOrigin OriginOf(HubRequest request, HubSource source, SourceSpec spec)
    {
        var known = request.Dataset;
        var licence = source.Licence ?? (known.Licence == RegistryWords.Unknown ? null : known.Licence);
        IReadOnlyList<string> splits = source.Chosen.Config is null && known.Split is { } usual ? [usual] : source.Chosen.Splits;
        var knownSplits = splits.Select(s => known.Splits.FirstOrDefault(k => k.Name == s)?.Rows).ToList();
        return new SourceOrigin(source.Id, source.Commit, licence)
        {
            Request = request.Text,
            Config = source.Chosen.Config,
            Field = source.Chosen.Field,
            Splits = source.Chosen.Splits,
            NonCommercial = known.NonCommercial || Licences.ForbidCommerce(licence),
            Where = spec.Selection.Where,
            Columns = spec.Selection.Columns,
            Max = spec.Max,
            Rows = source.Chosen.Rows ?? (knownSplits.Count > 0 && knownSplits.TrueForAll(static r => r is not null) ? knownSplits.Sum() : null),
            Files = [.. source.Chosen.Files.Select(static f => f.Path)],
        };
    }

    /// <summary>What became of a request.</summary>
    private sealed record Opened(HubRequest Request, HubSource? Source, QuernFault? Fault);
}

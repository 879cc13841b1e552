using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Hub;
using Quern.Rows;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Writes the rows of datasets that were looked up, and says how it went. One that fails does not stop the others.</summary>
internal sealed class PullRun(Session session, WriteOptions write)
{
    private readonly Watch _watch = Watch.Start();

    /// <summary>Writes the rows of all datasets into one file.</summary>
    /// <returns>The exit code.</returns>
    public int Together(IReadOnlyList<SourceSpec> sources, OutputFile output)
    {
        if (sources.All(static s => s.Lost is not null))
        {
            return Finish([.. sources.Select(s => Failed(s, output, s.Lost!))]);
        }

        var target = Targets([sources], [output])[0];
        if (target.Earlier == EarlierPull.Same)
        {
            return Finish([.. sources.Select(s => UpToDate(s, output))]);
        }

        SayLicences(sources);
        var result = Execute(target);
        if (write.Json)
        {
            RunJsonText.Print("pull", result, _watch.Elapsed);
        }
        else
        {
            RunSummary.SayVerb(session.Terminal, result, _watch.Elapsed);
        }

        return result.ExitCode;
    }

    /// <summary>Writes the rows of each dataset into its own file.</summary>
    /// <returns>The exit code.</returns>
    public int Each(IReadOnlyList<SourceSpec> sources, IReadOnlyList<OutputFile> outputs)
    {
        var targets = Targets([.. sources.Select(static s => new[] { s })], outputs);
        SayLicences(sources);
        return Finish([.. targets.Select(Pull)]);
    }

    // Before anything is read: one name that is taken must not be found out when half of the work is done.
    private List<Target> Targets(IReadOnlyList<IReadOnlyList<SourceSpec>> sources, IReadOnlyList<OutputFile> outputs)
    {
        var targets = sources.Zip(outputs, (s, o) => new Target(s, o, write.Force ? EarlierPull.None : AlreadyPulled.Look(s, o, write.Tolerance))).ToList();
        var taken = targets.Where(static t => t.Earlier == EarlierPull.Stranger && t.Sources.Any(static s => s.Lost is null))
            .Select(static t => $"{t.Output.Path} exists already, and no pull of these rows left it so. Use --force to replace it, or name another output.").ToList();
        return taken.Count == 0 ? targets : throw new RecipeFault(taken);
    }

    private Pulled Pull(Target target)
    {
        var source = target.Sources[0];
        if (source.Lost is not null)
        {
            return Failed(source, target.Output, source.Lost);
        }

        if (target.Earlier == EarlierPull.Same)
        {
            return UpToDate(source, target.Output);
        }

        try
        {
            var watch = Watch.Start();
            var result = Execute(target);
            if (!write.Json)
            {
                RunSummary.SayVerb(session.Terminal, result, watch.Elapsed);
            }

            return new Pulled(source, target.Output, result, null);
        }
        catch (QuernFault fault) when (fault is not BrokenPipe)
        {
            return Failed(source, target.Output, fault);
        }
    }

    private RunResult Execute(Target target)
    {
        var spec = new RunSpec("pull", Seed: 0, write.Tolerance, target.Sources, [], [target.Output]);
        var settings = target.Earlier == EarlierPull.Outdated ? write.Settings with { Force = true } : write.Settings;
        return RunScreen.Show(session, progress => RunExecutor.Execute(spec, settings, progress, session.Cancel));
    }

    private Pulled UpToDate(SourceSpec source, OutputFile output)
    {
        session.Terminal.Say($"{source.Name}: {output.Path} is there already, from the same commit");
        return new Pulled(source, output, null, null);
    }

    private Pulled Failed(SourceSpec source, OutputFile output, QuernFault fault)
    {
        session.Terminal.Say($"{source.Name}: {fault.Message}");
        return new Pulled(source, output, null, fault);
    }

    // When nothing could be had, the first reason decides the exit code; each was said.
    private int Finish(IReadOnlyList<Pulled> pulled)
    {
        var failed = pulled.Where(static p => p.Fault is not null).ToList();
        var exitCode = failed.Count == pulled.Count ? failed[0].Fault!.ExitCode
            : failed.Count > 0 ? ExitCodes.Incomplete
            : pulled.Max(static p => p.Written?.ExitCode ?? ExitCodes.Done);
        if (write.Json)
        {
            JsonText.Print(new { name = "pull", exit_code = exitCode, datasets = pulled.Select(static p => p.Json) });
        }
        else if (pulled.Count > 1 && failed.Count < pulled.Count)
        {
            SayTotal(pulled, failed);
        }

        return exitCode;
    }

    private void SayLicences(IEnumerable<SourceSpec> sources)
    {
        foreach (var source in sources)
        {
            if (source.Origin is { } origin && Licences.Warning(origin.Licence, origin.NonCommercial) is { } warning)
            {
                session.Terminal.Say($"{source.Name}: {warning}");
            }
        }
    }

    private void SayTotal(IReadOnlyList<Pulled> pulled, List<Pulled> failed)
    {
        var rows = pulled.Sum(static p => p.Written?.Ledger.Kept ?? 0);
        session.Terminal.Say($"{Amount.Count(pulled.Count - failed.Count, "dataset", "datasets")} with {Amount.Count(rows, "new row", "new rows")} in {Amount.Time(_watch.Elapsed)}"
            + (failed.Count == 0 ? "" : $"; the result is incomplete (exit code 3): {string.Join(", ", failed.Select(static p => p.Source.Name))} could not be had. The same command tries again, and leaves alone what is there"));
    }

    /// <summary>What is written into one file.</summary>
    private sealed record Target(IReadOnlyList<SourceSpec> Sources, OutputFile Output, EarlierPull Earlier);

    /// <summary>What became of a dataset: a result, a fault, or neither, because it was there already.</summary>
    private sealed record Pulled(SourceSpec Source, OutputFile Output, RunResult? Written, QuernFault? Fault)
    {
        public object Json => new
        {
            Source.Name,
            output = Output.Path,
            state = Fault is not null ? "failed" : Written is null ? "up to date" : "written",
            fault = Fault?.Message,
            rows = Written is null ? null : new { Written.Ledger.Read, Written.Ledger.Kept, Written.Ledger.Dropped, Written.Ledger.Quarantined },
            Written?.Complete,
            Source.Origin,
            reject_files = Written?.RejectFiles,
        };
    }
}

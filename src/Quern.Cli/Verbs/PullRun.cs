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
            return NothingHad([.. sources.Select(s => Failed(s, output, s.Lost!))]);
        }

        var earlier = Earlier(sources, output);
        if (earlier == Verbs.Earlier.Same)
        {
            SayThere(output, output.Path);
            return ExitCodes.Done;
        }

        SayLicences(sources);
        var result = Execute(sources, output, replace: earlier == Verbs.Earlier.Outdated);
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
        ThrowIfTaken(sources, outputs);
        SayLicences(sources);
        var pulled = sources.Select((s, i) => Pull(s, outputs[i], mayFail: sources.Count > 1)).ToList();
        if (pulled.TrueForAll(static p => p.Fault is not null))
        {
            return NothingHad(pulled);
        }

        var exitCode = pulled.Exists(static p => p.Fault is not null) ? ExitCodes.Incomplete : pulled.Max(static p => p.Result?.ExitCode ?? 0);
        if (write.Json)
        {
            Print(pulled, exitCode);
        }
        else if (pulled.Count > 1)
        {
            SayTotal(pulled);
        }

        return exitCode;
    }

    // The first reason decides the exit code; each was said.
    private int NothingHad(IReadOnlyList<Pulled> pulled)
    {
        var exitCode = pulled[0].Fault!.ExitCode;
        if (write.Json)
        {
            Print(pulled, exitCode);
        }

        return exitCode;
    }

    private static void Print(IEnumerable<Pulled> pulled, int exitCode)
        => JsonText.Print(new { name = "pull", exit_code = exitCode, datasets = pulled.Select(static p => p.Json) });

    // Before anything is read: one name that is taken must not be found out when half of the work is done.
    private void ThrowIfTaken(IReadOnlyList<SourceSpec> sources, IReadOnlyList<OutputFile> outputs)
    {
        var taken = outputs.Where((o, i) => !write.Force && o.Path != "-" && File.Exists(o.Path) && sources[i].Lost is null && Earlier([sources[i]], o) == Verbs.Earlier.Unknown)
            .Select(static o => $"{o.Path} exists already, and no pull of this dataset left it so. Use --force to replace it, or name another output.").ToList();
        if (taken.Count > 0)
        {
            throw new RecipeFault(taken);
        }
    }

    private Earlier Earlier(IReadOnlyList<SourceSpec> sources, OutputFile output)
        => write.Force ? Verbs.Earlier.Unknown : AlreadyPulled.Look(sources, output, write.Tolerance);

    private void SayThere(OutputFile output, string name) => session.Terminal.Say($"{name}: {output.Path} is there already, from the same commit");

    private Pulled Pull(SourceSpec source, OutputFile output, bool mayFail)
    {
        if (source.Lost is not null)
        {
            return Failed(source, output, source.Lost);
        }

        var earlier = Earlier([source], output);
        if (earlier == Verbs.Earlier.Same)
        {
            SayThere(output, source.Name);
            return new Pulled(source, output, null, null);
        }

        try
        {
            var watch = Watch.Start();
            var result = Execute([source], output, replace: earlier == Verbs.Earlier.Outdated);
            if (!write.Json)
            {
                RunSummary.SayVerb(session.Terminal, result, watch.Elapsed);
            }

            return new Pulled(source, output, result, null);
        }
        catch (QuernFault fault) when (mayFail && fault is not BrokenPipe)
        {
            return Failed(source, output, fault);
        }
    }

    private Pulled Failed(SourceSpec source, OutputFile output, QuernFault fault)
    {
        session.Terminal.Say($"{source.Name}: {fault.Message}");
        return new Pulled(source, output, null, fault);
    }

    private RunResult Execute(IReadOnlyList<SourceSpec> sources, OutputFile output, bool replace)
    {
        var spec = new RunSpec("pull", Seed: 0, write.Tolerance, sources, [], [output]);
        return RunScreen.Show(session, progress => RunExecutor.Execute(spec, replace ? write.Settings with { Force = true } : write.Settings, progress, session.Cancel));
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

    private void SayTotal(List<Pulled> pulled)
    {
        var failed = pulled.Where(static p => p.Fault is not null).Select(static p => p.Source.Name).ToList();
        var rows = pulled.Sum(static p => p.Result?.Ledger.Kept ?? 0);
        session.Terminal.Say($"{Amount.Count(pulled.Count - failed.Count, "dataset", "datasets")} with {Amount.Count(rows, "new row", "new rows")} in {Amount.Time(_watch.Elapsed)}"
            + (failed.Count == 0 ? "" : $"; the result is incomplete (exit code 3): {string.Join(", ", failed)} could not be had. The same command tries again, and leaves alone what is there"));
    }

    /// <summary>What became of a dataset: a result, a fault, or neither, because it was there already.</summary>
    private sealed record Pulled(SourceSpec Source, OutputFile Output, RunResult? Result, QuernFault? Fault)
    {
        public object Json => new
        {
            Source.Name,
            output = Output.Path,
            state = Fault is not null ? "failed" : Result is null ? "up to date" : "written",
            fault = Fault?.Message,
            rows = Result is null ? null : new { Result.Ledger.Read, Result.Ledger.Kept, Result.Ledger.Dropped, Result.Ledger.Quarantined },
            Result?.Complete,
            Source.Origin,
            reject_files = Result?.RejectFiles,
        };
    }
}

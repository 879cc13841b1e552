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
        SayLicences(sources);
        var result = Execute(sources, output);
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
        SayLicences(sources);
        var pulled = sources.Select((s, i) => Pull(s, outputs[i], mayFail: sources.Count > 1)).ToList();
        if (pulled.TrueForAll(static p => p.Fault is not null))
        {
            throw pulled[0].Fault!;
        }

        var exitCode = pulled.Exists(static p => p.Fault is not null) ? ExitCodes.Incomplete : pulled.Max(static p => p.Result?.ExitCode ?? 0);
        if (write.Json)
        {
            JsonText.Print(new { name = "pull", exit_code = exitCode, datasets = pulled.Select(static p => p.Json) });
        }
        else if (pulled.Count > 1)
        {
            SayTotal(pulled);
        }

        return exitCode;
    }

    private Pulled Pull(SourceSpec source, OutputFile output, bool mayFail)
    {
        if (source.Lost is not null)
        {
            return Failed(source, output, source.Lost);
        }

        if (AlreadyPulled.Is(source, output, write.Force))
        {
            session.Terminal.Say($"{source.Name}: {output.Path} is there already, from the same commit");
            return new Pulled(source, output, null, null);
        }

        try
        {
            var watch = Watch.Start();
            var result = Execute([source], output);
            if (!write.Json)
            {
                RunSummary.SayVerb(session.Terminal, result, watch.Elapsed);
            }

            return new Pulled(source, output, result, null);
        }
        catch (SourceFault fault) when (mayFail)
        {
            return Failed(source, output, fault);
        }
    }

    private Pulled Failed(SourceSpec source, OutputFile output, SourceFault fault)
    {
        session.Terminal.Say($"{source.Name}: {fault.Message}");
        return new Pulled(source, output, null, fault);
    }

    private RunResult Execute(IReadOnlyList<SourceSpec> sources, OutputFile output)
    {
        var spec = new RunSpec("pull", Seed: 0, write.Tolerance, sources, [], [output]);
        return RunScreen.Show(session, progress => RunExecutor.Execute(spec, write.Settings, progress, session.Cancel));
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
    private sealed record Pulled(SourceSpec Source, OutputFile Output, RunResult? Result, SourceFault? Fault)
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

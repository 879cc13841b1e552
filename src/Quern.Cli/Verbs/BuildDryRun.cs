using Quern.Cli.Screen;
using Quern.Recipes;
using Quern.Reports.Plans;
using Quern.Rows;
using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Verbs;

/// <summary>What a build would read, write and fetch, and how far its sources reach, before a row is read.</summary>
internal static class BuildDryRun
{
    /// <summary>Prints it.</summary>
    /// <returns>The exit code.</returns>
    public static int Print(Session session, Composition composition, BuildOptions options)
    {
        var spec = Look(session, composition, options, out var asked);
        var planned = spec.Sources.Select(PlannedSource.Of).ToList();
        var known = spec.Sources.Select((s, i) => Rows(composition, s, planned[i])).ToList();
        var expected = ExpectedRows.Of(spec, known);
        var output = spec.Outputs[0].Path;
        string[] files = [output, Sidecar.Stats(output), Sidecar.Rejects(output), OutputRun.FolderOf(output) + "/"];
        if (options.Json)
        {
            JsonText.Print(new
            {
                spec.Name,
                spec.Target,
                sources = spec.Sources.Select((s, i) => new { s.Name, s.Max, known_rows = known[i], s.Weight, fill = s.Filling.ToString().ToLowerInvariant(), wanted = expected.Wanted[i], expected = expected.Rows[i], bytes = planned[i].Bytes, bytes_here = planned[i].BytesHere, lost = s.Lost?.Message }),
                expected.Gap,
                files,
            });
        }
        else
        {
            session.Terminal.Out.Write(SourceTable(spec, known, expected, planned));
            Say(session.Terminal, spec, expected, planned, files, asked);
        }

        return asked && spec.Sources.All(static s => s.Lost is null) && expected.Gap == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    // Without an answer of the Hub there is still the list of datasets.
    private static RunSpec Look(Session session, Composition composition, BuildOptions options, out bool asked)
    {
        asked = true;
        if (!composition.Recipe.UsesHub)
        {
            return composition.Recipe.Spec;
        }

        using var hub = session.OpenHub(options.CacheDir);
        try
        {
            return RunScreen.Show(session, progress =>
            {
                progress.Stage = "asking the Hub";
                return composition.Recipe.Open(hub, OutputRun.FolderOf(options.Output.Length == 0 ? "plans.jsonl" : options.Output), refresh: false, session.Cancel);
            });
        }
        catch (SourceFault fault)
        {
            session.Terminal.Say($"{fault.Message} What follows is what the list of datasets knows.");
            asked = false;
            return composition.Recipe.Spec;
        }
    }

    private static long? Rows(Composition composition, SourceSpec source, PlannedSource planned)
        => source.Lost is not null ? 0 : source.Origin?.Rows ?? (source.Files.Count > 0 && source.Max is null ? planned.Rows : null) ?? composition.Recipe.KnownRowsOf(source.Name) ?? planned.Rows;

    private static Table SourceTable(RunSpec spec, List<long?> known, ExpectedRows expected, List<PlannedSource> planned)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var name in (string[])["source", "up to", "known rows", "weight", "expected", "to be fetched"])
        {
            table.AddColumn(name, c => c.Alignment = name == "source" ? Justify.Left : Justify.Right);
        }

        for (var i = 0; i < spec.Sources.Count; i++)
        {
            var source = spec.Sources[i];
            table.AddRow(
                Markup.Escape(source.Name) + (source.Filling switch { SourceFilling.Only => " (fills)", SourceFilling.Rest => " (its rest fills)", _ => "" }),
                source.Max is { } max ? Amount.Rows(max) : "all",
                source.Lost is not null ? "cannot be had" : known[i] is { } rows ? (planned[i] is { Exact: false, Files: > 0, Origin: null } ? "about " : "") + Amount.Rows(rows) : "unknown",
                Amount.Rows(source.Filling == SourceFilling.Only ? source.FillWeight : source.Weight),
                Amount.Rows(expected.Rows[i]),
                planned[i].Bytes > planned[i].BytesHere ? Amount.Bytes(planned[i].Bytes - planned[i].BytesHere) : "");
        }

        return table;
    }

    private static void Say(Terminal terminal, RunSpec spec, ExpectedRows expected, List<PlannedSource> planned, string[] files, bool asked)
    {
        var to = terminal.Out;
        to.WriteLine(expected.Gap == 0
            ? $"target {Amount.Rows(spec.Target!.Value)}: the sources hold enough, if no row is dropped"
            : $"target {Amount.Rows(spec.Target!.Value)}: the sources end {Amount.Rows(expected.Gap)} rows below it, even if no row is dropped");
        if (asked && planned.Sum(static p => p.Bytes - p.BytesHere) is > 0 and var bytes)
        {
            to.WriteLine($"to be fetched: {Amount.Bytes(bytes)} at the most; only files that are needed are");
        }

        foreach (var source in spec.Sources.Where(static s => s.Lost is not null))
        {
            to.WriteLine($"{source.Name} cannot be had: {source.Lost!.Message}");
        }

        foreach (var source in planned.Where(static p => p.Licence is not null))
        {
            to.WriteLine($"{source.Name}: {source.Licence}");
        }

        to.WriteLine("files to be written:");
        foreach (var file in files)
        {
            to.WriteLine("  " + file + (File.Exists(file) || Directory.Exists(file) ? " (exists)" : file.EndsWith('/') ? " (while it is at work)" : ""));
        }
    }
}

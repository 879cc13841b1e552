using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Rows;
using Quern.Running;
using Spectre.Console;

namespace Quern.Cli.Verbs;

/// <summary>Says how far a run is, from its folder alone: while it runs in another process, or after.</summary>
internal sealed class StatusVerb() : Verb(VerbGroup.Run, "status", "Says how far a run is, also while it runs.", "quern status runs/demo")
{
    private readonly OnePath _folder = new("folder", "The run folder, such as runs/demo.", "runs/demo");
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of text for people." };

    protected override void Describe(Command command)
    {
        _folder.AddTo(command);
        command.Options.Add(_json);
    }

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var folder = _folder.Read(given, faults);
        ThrowIfAny(faults);
        var status = RunStatus.Read(folder);
        if (status.State == "absent")
        {
            throw new RecipeFault($"{folder} is no run folder: it holds no segments.json. 'quern run' makes one, by default as runs/NAME.");
        }

        if (given.GetValue(_json))
        {
            JsonText.Print(status);
        }
        else
        {
            Print(session.Terminal, folder, status);
        }

        return ExitCodes.Done;
    }

    private static void Print(Terminal terminal, string folder, RunStatus status)
    {
        terminal.Out.WriteLine($"{status.Name} ({folder}): {status.State}");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("segment").AddColumn("steps").AddColumn("tasks done");
        for (var i = 0; i < status.Segments.Count; i++)
        {
            var segment = status.Segments[i];
            table.AddRow($"{i + 1}", Markup.Escape(segment.Name), $"{segment.ShardsDone} of {segment.ShardsTotal?.ToString() ?? "?"}");
        }

        terminal.Out.Write(table);
        if (status.Now is { } now)
        {
            var done = now.BytesTotal > 0 ? $", {100.0 * Math.Min(now.BytesRead, now.BytesTotal) / now.BytesTotal:0} %" : "";
            terminal.Out.WriteLine($"now: {now.Stage}: {Amount.Count(Math.Max(now.RowsRead, now.RowsKept), "row", "rows")}{done}, dropped {Amount.Rows(now.RowsDropped)}, quarantined {Amount.Rows(now.RowsQuarantined)}");
        }

        if (status.Ledger is { } ledger)
        {
            RunSummary.PrintFates(terminal, ledger);
        }

        if (status.State == "interrupted")
        {
            terminal.Out.WriteLine("Run the recipe again with the same folder: it goes on from the tasks that are done.");
        }
    }
}

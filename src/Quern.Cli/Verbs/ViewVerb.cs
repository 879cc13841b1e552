using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Shows the columns, the number of rows and the first rows of anything readable.</summary>
internal sealed class ViewVerb() : FilesVerb<ViewOptions>(
    "view", "Shows columns, number of rows and the first rows of anything readable.", "quern view rows.parquet -n 3", "quern view data/")
{
    protected override int Run(IReadOnlyList<InputFile> files, ViewOptions options, Session session)
    {
        using var work = TemporaryFolder.Create();
        var pager = new Pager(session.Terminal, paging: options.N is null);
        foreach (var file in files)
        {
            if (!Show(file, work.Path, options, pager, session))
            {
                break;
            }
        }

        return ExitCodes.Done;
    }

    // False when the reader has seen enough.
    private static bool Show(InputFile file, string workFolder, ViewOptions options, Pager pager, Session session)
    {
        using var waiting = session.Cancel.Register(file.Interrupt);
        using var reader = RowReaders.Open(file, RowSelection.All, workFolder);
        using var interrupt = session.Cancel.Register(reader.Interrupt);
        var name = file.Name;
        var head = new RowHead(reader, file, options.N ?? RowHead.DefaultRows);
        if (!pager.Line($"{name}: {file.Format}{(file.Gzip ? " (gzip)" : "")}, {Amount.Bytes(file.Bytes)}, {head.RowCount(workFolder)}") || !pager.Line("columns"))
        {
            return false;
        }

        foreach (var (column, kinds) in head.Columns)
        {
            if (!pager.Line($"  {Printable.Line(column, 40),-24} {kinds}"))
            {
                return false;
            }
        }

        return ShowRows(head.Rows(options.N ?? long.MaxValue, session.Cancel), pager);
    }

    private static bool ShowRows(IEnumerable<RowText> rows, Pager pager)
    {
        foreach (var row in rows)
        {
            if (!pager.Line($"row {row.Index}"))
            {
                return false;
            }

            foreach (var (name, value) in row.Fields)
            {
                var label = $"  {Printable.Line(name, 40),-24} ";
                if (!pager.Line(label + Printable.Line(value, Math.Max(pager.Width - label.Length, 20))))
                {
                    return false;
                }
            }
        }

        return true;
    }
}

/// <summary>Options of <c>view</c>.</summary>
internal sealed record ViewOptions : StepOptions
{
    [Option("Show this many rows of each file. Without it: all, a screen at a time on a terminal.", Short = "n")]
    public long? N { get; init; }

    public override IEnumerable<string> Check() => N < 0 ? [$"-n cannot be {N}."] : [];
}

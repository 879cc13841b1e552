using Quern.Cli.Parsing;
using Quern.Cli.Screen;
using Quern.Formats;
using Quern.Reports.Shapes;
using Quern.Running;
using Quern.Steps;

namespace Quern.Cli.Verbs;

/// <summary>Says which shapes the rows of files have, with examples.</summary>
internal sealed class ShapesVerb() : FilesVerb<ShapesOptions>(
    "shapes", "Says which shapes rows have, how many of each, with examples.", "quern shapes rows.parquet", "quern shapes data/ -n 10 --json")
{
    protected override int Run(IReadOnlyList<InputFile> files, ShapesOptions options, Session session)
    {
        using var work = TemporaryFolder.Create();
        var census = RunScreen.Show(session, progress => ShapeScan.Run(files, options.N, options.WorkerCount, work.Path, progress, session.Cancel));
        if (options.Json)
        {
            JsonText.Print(census);
        }
        else
        {
            ShapesText.Print(census, session.Terminal.Out.Profile.Width, Console.Out);
        }

        return census.Unreadable.Count == 0 ? ExitCodes.Done : ExitCodes.Incomplete;
    }
}

/// <summary>Options of <c>shapes</c>.</summary>
internal sealed record ShapesOptions : WorkOptions
{
    [Option("How many rows of each shape are shown.", Short = "n")]
    public int N { get; init; } = 3;

    public override IEnumerable<string> Check() => N < 0 ? [.. base.Check(), $"-n cannot be {N}."] : base.Check();
}

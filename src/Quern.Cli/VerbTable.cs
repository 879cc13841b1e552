using Quern.Cli.Verbs;

namespace Quern.Cli;

/// <summary>The one table of verbs.</summary>
internal static class VerbTable
{
    /// <summary>Every verb, in the order of the help.</summary>
    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        new DemoVerb(),
        new RunVerb(),
        new PlanVerb(),
        new StatusVerb(),
        new ViewVerb(),
        new StatsVerb(),
        new RowsVerb(VerbGroup.Look, "sample", "Draws rows at random, always the same for the same seed.", "sample",
            "quern sample rows.jsonl -n 100 --seed 7", "quern sample data/ --share 5% -o some.jsonl"),
        new ShapesVerb(),
        new VerifyVerb(),
        new PlanShowVerb(),
        new ReportVerb(),
        new CardVerb(),
        new SourcesVerb(),
        new PullVerb(),
        new PushVerb(),
        new BuildVerb(),
        new RowsVerb(VerbGroup.Shape, "convert", "Writes any readable format as any writable one.", step: null,
            "quern convert rows.parquet -o rows.jsonl", "quern convert 'data/*.jsonl.gz' -o all.parquet"),
        new RowsVerb(VerbGroup.Shape, "filter", "Keeps the rows whose field is as asked.", "filter",
            "quern filter rows.jsonl --field score --min 7 -o good.jsonl",
            "quern filter rows.jsonl --field messages[0].role --in user --in system -o from-people.jsonl"),
        new TransformVerb(),
        new DedupVerb(),
        new MixVerb(),
        new SplitVerb(),
        new DoctorVerb(),
        new CompletionVerb(),
    ];
}

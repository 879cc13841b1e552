using Quern.Hub.Registry;
using Quern.Steps;

namespace Quern.Cli.Screen;

/// <summary>What is known of a dataset, as <c>--json</c> prints it. Its keys are those of a list of datasets, with underscores.</summary>
internal static class SourcesJson
{
    /// <summary>One dataset.</summary>
    public static object Of(KnownDataset dataset) => new
    {
        dataset.Name,
        dataset.Hub,
        dataset.Config,
        dataset.Split,
        Splits = dataset.Splits.Select(s => new { s.Name, s.Rows, RowsAre = OptionTable.KebabCase(s.Certainty.ToString()), Files = dataset.FilesOf(s.Name) }),
        Files = dataset.FilesOf(),
        dataset.Native,
        dataset.Layout,
        dataset.Field,
        dataset.Family,
        dataset.LabelField,
        Labels = dataset.Labels.ToDictionary(static l => l.Value, static l => l.Meaning),
        dataset.Licence,
        dataset.LicenceNote,
        dataset.NonCommercial,
        dataset.Gated,
        dataset.GateAsks,
        dataset.Revision,
        Sure = dataset.Seen ? "seen" : "unverified",
        dataset.Note,
        dataset.Groups,
    };
}

using Quern.Hub;
using Quern.Hub.Layout;
using Quern.Rows;

namespace Quern.Tests.Hub.Layout;

/// <summary>Short ways to make a listing and to choose from it.</summary>
internal static class Chosen
{
    public const string Id = "anna/soups";

    /// <summary>Files by their paths.</summary>
    public static IReadOnlyList<RepoFile> Listing(params string[] paths) => [.. paths.Select(static p => new RepoFile(p, 1000, new string('a', 64)))];

    /// <summary>The files of one split as the Hub names them.</summary>
    public static string[] Shards(string folder, string split, int count, string after = "")
        => [.. Enumerable.Range(0, count).Select(i => $"{folder}{split}-{i:D5}-of-{count:D5}{after}.parquet")];

    public static DatasetCard Card(string yaml) => DatasetCard.Read($"---\n{yaml}\n---\n# Soups\n");

    public static ChosenFiles From(IReadOnlyList<RepoFile> listing, string yaml = "", FileWish? wish = null)
        => FileChoice.Of(Id, listing, yaml.Length == 0 ? DatasetCard.Empty : Card(yaml), wish ?? new FileWish());

    public static string Refused(IReadOnlyList<RepoFile> listing, string yaml = "", FileWish? wish = null)
        => Should.Throw<RecipeFault>(() => From(listing, yaml, wish)).Message;

    public static FileWish Config(string name) => new() { Config = name };

    public static FileWish Splits(params string[] names) => new() { Splits = names };

    public static FileWish Files(params string[] patterns) => new() { Files = patterns };

    public static IReadOnlyList<string> Paths(this ChosenFiles chosen) => [.. chosen.Files.Select(static f => f.Path)];
}

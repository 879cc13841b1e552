using Quern.Hub.Layout;
using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

/// <summary>Listings, cards and patterns that mean no good: they end at once, and nothing of them leads outside.</summary>
public sealed class HostileListingTests
{
    [Fact]
    public void Paths_that_lead_elsewhere_are_left_out_and_counted()
    {
        var chosen = From(Listing("../../.bashrc.csv", "/etc/cron.csv", "a\\..\\b.csv", "x/../y.csv", "a\u0007.csv", "\u202Ea.csv", "", new string('p', 2000) + ".csv", "data.csv", "data.csv"));
        chosen.Paths().ShouldBe(["data.csv"]);
        chosen.Notes.Single().ShouldStartWith("8 paths of the repository cannot be used here");
        Refused(Listing("../a.csv")).ShouldBe("anna/soups holds no files whose paths can be used here.");
        Refused(Listing()).ShouldBe("anna/soups holds no files at this revision.");
        Refused(Listing("a.csv"), wish: Files("../a.csv")).ShouldContain("names no file");
        Refused(Listing("a.csv", "b/c.csv"), "configs: [{ config_name: x, data_dir: ../b }]").ShouldContain("found nothing");
    }

    [Fact]
    public void Odd_names_are_shown_harmlessly()
    {
        const string Yaml = "configs: [{ config_name: \"a\\eb\", data_files: { \"tr\\nain\": a.csv, \"te st/..\": b.csv, \"\": c.csv } }]";
        var listing = Listing("a.csv", "b.csv", "c.csv");
        var message = Refused(listing, Yaml);
        message.ShouldBe("The config 'a?b' of anna/soups has several splits, and none is called train. Name one or more with 'split', or 'all': tr?ain, te st/...");
        From(listing, Yaml, Splits("te st/..")).Paths().ShouldBe(["b.csv"]);
        Refused(listing, wish: Config(new string('x', 100_000))).Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void Ten_thousand_files_and_a_thousand_splits_are_quick()
    {
        var files = Listing([.. Enumerable.Range(0, 10_000).Select(static i => $"data/split{i % 1000}/part_{i}.jsonl"), "README.md"]);
        var yaml = "configs:\n- config_name: default\n  data_files:\n" + string.Concat(Enumerable.Range(0, 1000).Select(static i => $"  - split: s{i}\n    path: data/split{i}/*.jsonl\n"));
        From(files, yaml, Splits("all")).Files.Count.ShouldBe(10_000);
        From(files, yaml, Splits("s7")).Paths().Take(2).ShouldBe(["data/split7/part_7.jsonl", "data/split7/part_1007.jsonl"]);
        From(files).Files.Count.ShouldBe(10_000);
        From(files, wish: Files("**/*_9*.jsonl", "data/**")).Files.Count.ShouldBe(10_000);
        Refused(files, wish: Config("data/split77777")).ShouldContain("Did you mean");
    }

    [Fact]
    public void Patterns_made_to_be_slow_are_not()
    {
        var files = Listing([.. Enumerable.Range(0, 2000).Select(static i => $"{new string('a', 200)}{i}.csv")]);
        Refused(files, wish: Files(string.Concat(Enumerable.Repeat("*a", 30)) + "b.csv")).ShouldContain("names no file");
        Refused(files, wish: Files(string.Concat(Enumerable.Repeat("*a", 5000)) + "b.csv")).ShouldContain("names no file");
        Refused(files, wish: Files(string.Concat(Enumerable.Repeat("**/", 30)) + "b.csv")).ShouldContain("names no file");
        Refused(files, wish: Files(new string('{', 300) + new string('}', 300))).ShouldContain("names no file");
        Refused(files, wish: Files(new string('?', 900))).ShouldContain("names no file");
        Refused(files, wish: Files("[z-a]", "{", "[", "[!]", "{a", "**", "a]b}c,*?"), yaml: "").ShouldContain("'{' names no file");
        From(files, wish: Files("**")).Files.Count.ShouldBe(2000);
        var many = "configs: [{ config_name: a, data_files: [" + string.Concat(Enumerable.Range(0, 1500).Select(static i => $"'**/*{i}*x*y', ")) + "] }]";
        Refused(files, many).ShouldContain("more than 1,000 patterns");
        var named = "configs: [{ config_name: a, data_files: [" + string.Concat(files.Select(static f => f.Path + ", ")) + "] }]";
        From(files, named).Files.Count.ShouldBe(2000);
    }

    [Fact]
    public void A_broken_card_does_not_hide_the_files_and_is_said()
    {
        var chosen = FileChoice.Of(Id, Listing(Shards("data/", "train", 1)), DatasetCard.Read("---\nconfigs: [\n---\n"), new FileWish());
        chosen.Files.Count.ShouldBe(1);
        chosen.Notes.Single().ShouldStartWith("The dataset card (README.md) is not understood in full");
    }
}

using static Quern.Tests.Hub.Layout.Chosen;

namespace Quern.Tests.Hub.Layout;

public sealed class WishedFilesTests
{
    private static readonly string[] Repository =
    [
        "README.md", "a.jsonl", "b.jsonl", "data/x/1.csv", "data/x/2.csv", "data/x/10.csv", "data/y/1.csv", "data/y/notes.md", "data/y/photo.png",
        "w.arrow", "rows", ".hidden/h.csv", "data/x/__old/z.csv", "w[1].csv",
    ];

    [Theory]
    [InlineData("*.jsonl", "a.jsonl", "b.jsonl")]
    [InlineData("b.jsonl|*.jsonl", "b.jsonl", "a.jsonl")]
    [InlineData("./a.jsonl", "a.jsonl")]
    [InlineData("data/x/*", "data/x/1.csv", "data/x/2.csv", "data/x/10.csv")]
    [InlineData("data/x", "data/x/1.csv", "data/x/2.csv", "data/x/10.csv")]
    [InlineData("data/", "data/x/1.csv", "data/x/2.csv", "data/x/10.csv", "data/y/1.csv")]
    [InlineData("**/1.csv", "data/x/1.csv", "data/y/1.csv")]
    [InlineData("data/{x,y}/[0-9].csv", "data/x/1.csv", "data/x/2.csv", "data/y/1.csv")]
    [InlineData("data/x/??.csv", "data/x/10.csv")]
    [InlineData("rows", "rows")]
    [InlineData("README.md", "README.md")]
    [InlineData(".hidden/*", ".hidden/h.csv")]
    [InlineData("data/x/__old/*.csv", "data/x/__old/z.csv")]
    [InlineData("w[1].csv", "w[1].csv")]
    public void Patterns_alone_decide(string patterns, params string[] expected)
    {
        var chosen = From(Listing(Repository), "configs: [{ config_name: a }, { config_name: b }]", Files(patterns.Split('|')));
        chosen.Paths().ShouldBe(expected);
        chosen.Config.ShouldBeNull();
        chosen.Splits.ShouldBeEmpty();
        chosen.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void A_pattern_that_names_nothing_is_a_fault_that_shows_what_there_is()
    {
        Refused(Listing("a.jsonl", "b.csv"), wish: Files("a.json", "*.csv", "*.tsv")).ShouldBe(string.Join(
            Environment.NewLine,
            "'a.json' names no file in anna/soups. Did you mean 'a.jsonl'? Its data files: a.jsonl, b.csv.",
            "'*.tsv' names no file in anna/soups. Its data files: a.jsonl, b.csv."));
        Refused(Listing([.. Enumerable.Range(1, 41).Select(static i => $"t{i}.csv")]), wish: Files("/etc/passwd"))
            .ShouldEndWith("Its data files: t1.csv, t2.csv, t3.csv, t4.csv, t5.csv, t6.csv, t7.csv, t8.csv, t9.csv, t10.csv and 31 more.");
        Refused(Listing("a.arrow"), wish: Files("*.jsonl")).ShouldBe("'*.jsonl' names no file in anna/soups, and no other file there is read here.");
        Refused(Listing(Repository), wish: Files("*.arrow")).ShouldContain("names only files in anna/soups that are not read here: 1 .arrow; read are");
        Refused(Listing(Repository), wish: Files("w.arrow")).ShouldContain("not read here: 1 .arrow; read are");
        Refused(Listing("a.tar.gz", "b.jsonl.zst"), wish: Files("a.tar.gz", "b.jsonl.zst")).ShouldContain("1 .jsonl.zst; read are");
        Refused(Listing(Repository), wish: Files("")).ShouldContain("'' names no file");
    }

    [Fact]
    public void Files_of_several_formats_are_not_one_source()
        => Refused(Listing(Repository), wish: Files("a.jsonl", "data/x/*.csv")).ShouldBe(
            "The patterns under 'files' name files of several formats in anna/soups: 3 .csv, 1 .jsonl. Name those of one, and read the others as a source of their own.");

    [Fact]
    public void Config_and_split_beside_files_are_not_looked_at()
        => From(Listing("a.csv", "b.csv"), wish: Files("a.csv") with { Config = "x", Splits = ["y"] }).Notes.ShouldBe(["Where files are named, config and split are not looked at."]);

    [Fact]
    public void The_first_files_are_taken_and_the_key_of_the_rows_is_kept()
    {
        const string Field = "configs: [{ config_name: a, field: rows, data_files: a.json }, { config_name: b, field: rows, data_files: b.json }]";
        var chosen = From(Listing("a.json", "b.json"), Field, Files("*.json") with { MaxFiles = 1 });
        chosen.Paths().ShouldBe(["a.json"]);
        chosen.Field.ShouldBe("rows");
        From(Listing("a.json", "b.json"), Field.Replace("field: rows, data_files: b", "data_files: b", StringComparison.Ordinal), Files("a.json")).Field.ShouldBeNull();
    }
}

using Quern.Formats;
using Quern.Hub.Layout;

namespace Quern.Tests.Hub.Layout;

public sealed class NamesTests
{
    [Fact]
    public void Numbers_count_by_their_value()
    {
        string[] ordered =
        [
            "data/a", "train", "train_01.jsonl", "train_1.jsonl", "train_2.jsonl", "train_2b.jsonl", "train_10.jsonl",
            "train_99999999999999999999999.jsonl", "train_100000000000000000000000.jsonl", "train_x",
        ];
        ordered.Reverse().Order(NaturalOrder.Instance).ShouldBe(ordered);
        NaturalOrder.Instance.Compare("a1", "a1").ShouldBe(0);
        NaturalOrder.Instance.Compare(null, "a").ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData("a.parquet", (int)FileKind.Parquet)]
    [InlineData("a.parquet.gz", (int)FileKind.Other)]
    [InlineData("deep/2023-04-12_all.trees.jsonl.gz", (int)FileKind.Jsonl)]
    [InlineData("a.NDJSON", (int)FileKind.Jsonl)]
    [InlineData("a.json.gz", (int)FileKind.Json)]
    [InlineData("config.json", (int)FileKind.Other)]
    [InlineData("sub/dataset_infos.json", (int)FileKind.Other)]
    [InlineData("a.csv", (int)FileKind.Csv)]
    [InlineData("a.tsv.gz", (int)FileKind.Tsv)]
    [InlineData("words.txt", (int)FileKind.Text)]
    [InlineData("README.txt", (int)FileKind.Other)]
    [InlineData("LICENSE-apache.txt", (int)FileKind.Other)]
    [InlineData("requirements.txt", (int)FileKind.Other)]
    [InlineData("requirements_dev.txt", (int)FileKind.Other)]
    [InlineData("readmes.txt", (int)FileKind.Text)]
    [InlineData("README.md", (int)FileKind.Other)]
    [InlineData("a.jsonl.zst", (int)FileKind.Other)]
    [InlineData("a.arrow", (int)FileKind.Other)]
    [InlineData("a", (int)FileKind.Other)]
    [InlineData(".csv", (int)FileKind.Other)]
    public void A_name_says_how_rows_are_held(string path, int kind) => FileName.KindOf(path).ShouldBe((FileKind)kind);

    [Theory]
    [InlineData("data/a.csv", true)]
    [InlineData("données/später.csv", true)]
    [InlineData("a..b/c...csv", true)]
    [InlineData("", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("../a.csv", false)]
    [InlineData("a/../../b.csv", false)]
    [InlineData("a/./b.csv", false)]
    [InlineData("a//b.csv", false)]
    [InlineData("a/", false)]
    [InlineData("..\\a.csv", false)]
    [InlineData("C:/a.csv", false)]
    [InlineData("a\nb.csv", false)]
    [InlineData("a\0.csv", false)]
    [InlineData("a\u202Evsc.exe", false)]
    [InlineData("a\u2028.csv", false)]
    public void A_path_stays_inside_and_can_be_shown(string path, bool usable) => FileName.IsUsable(path).ShouldBe(usable);

    [Theory]
    [InlineData("data/*.csv", "data/a.csv", true)]
    [InlineData("data/*.csv", "data/b/a.csv", false)]
    [InlineData("data/**/*.csv", "data/b/c/a.csv", true)]
    [InlineData("data/**", "data/b/c/a.csv", true)]
    [InlineData("data/train**", "data/train.csv", true)]
    [InlineData("data/train**", "data/train/x/a.csv", true)]
    [InlineData("data/train**", "data/test/a.csv", false)]
    [InlineData("t**/a.csv", "t/a.csv", true)]
    [InlineData("t**/a.csv", "tx/y/a.csv", true)]
    [InlineData("**.csv", "x/y/a.csv", true)]
    [InlineData("train-[0-9][0-9]-of-??.csv", "train-00-of-10.csv", true)]
    [InlineData("train-[0-9][0-9]-of-??.csv", "train-0x-of-10.csv", false)]
    [InlineData("[!t]*.csv", "a.csv", true)]
    [InlineData("[z-a].csv", "b.csv", false)]
    [InlineData("[]-].csv", "].csv", true)]
    [InlineData("[\\w].csv", "w.csv", true)]
    [InlineData("[\\w].csv", "a.csv", false)]
    [InlineData("[a-[b]].csv", "].csv", false)]
    [InlineData("{train,test}.csv", "test.csv", true)]
    [InlineData("{a{b,c},d}.csv", "ac.csv", true)]
    [InlineData("{{a}.csv", "a.csv", false)]
    [InlineData("a}.*", "a}.csv", true)]
    [InlineData("(a|b)+?.csv", "(a|b)+x.csv", true)]
    public void A_pattern_is_held_against_a_path(string pattern, string path, bool matches)
    {
        var parsed = FilePattern.TryParse(pattern)!;
        (path.StartsWith(parsed.Prefix, StringComparison.Ordinal) && parsed.Matches(path[parsed.Folder.Length..])).ShouldBe(matches);
    }
}

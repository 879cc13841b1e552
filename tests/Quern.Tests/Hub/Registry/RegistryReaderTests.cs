using Quern.Hub.Registry;
using Quern.Rows;

namespace Quern.Tests.Hub.Registry;

public sealed class RegistryReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_entry_says_all_that_it_can_say()
    {
        var entry = Read("""
            - name: mill-2
              hub: village/Grain_v1.5
              config: 2023.coarse
              splits: { wheat: 52_002, train: about 1_000, rye: unverified 7, oats: unknown, barley: }
              split: rye
              files: { wheat: [a/*.jsonl, b/*.jsonl], rye: c.json }
              native: yes
              layout: json-field
              field: sacks
              family: text-label
              label-field: good
              labels: { 0: chaff, 1: grain }
              licence: mit
              licence-note: says the miller
              non-commercial: true
              gated: on
              gate-asks: your name
              revision: 0123456789abcdef0123456789abcdef01234567
              sure: seen
              note: >-
                Two
                lines.
              groups: [qa, jepa, qa]
            """).ShouldHaveSingleItem();
        entry.Name.ShouldBe("mill-2");
        entry.Hub.ShouldBe("village/Grain_v1.5");
        entry.Config.ShouldBe("2023.coarse");
        entry.Splits.Select(static s => (s.Name, s.Rows, s.Certainty)).ShouldBe(
        [
            ("wheat", 52_002L, RowCertainty.Exact), ("train", 1_000L, RowCertainty.About), ("rye", 7L, RowCertainty.Unverified),
            ("oats", null, RowCertainty.Unknown), ("barley", null, RowCertainty.Unknown),
        ]);
        entry.DefaultSplit!.Name.ShouldBe("rye");
        entry.FilesOf().ShouldBe(["c.json"]);
        entry.FilesOf("wheat").ShouldBe(["a/*.jsonl", "b/*.jsonl"]);
        entry.FilesOf("train").ShouldBeEmpty();
        (entry.Native, entry.NonCommercial, entry.Gated, entry.Seen).ShouldBe((true, true, true, true));
        (entry.Layout, entry.Field, entry.Family).ShouldBe(("json-field", "sacks", "text-label"));
        entry.LabelField.ShouldBe("good");
        entry.Labels.ShouldBe([new KnownLabel("0", "chaff"), new KnownLabel("1", "grain")]);
        (entry.Licence, entry.LicenceNote, entry.GateAsks).ShouldBe(("mit", "says the miller", "your name"));
        entry.Revision.ShouldBe("0123456789abcdef0123456789abcdef01234567");
        entry.Note.ShouldBe("Two lines.");
        entry.Groups.ShouldBe(["qa", "jepa"]);
    }

    [Fact]
    public void Two_keys_are_enough_and_the_rest_is_unknown()
    {
        var entry = Read("- { name: mill, hub: village/grain }").ShouldHaveSingleItem();
        entry.Splits.ShouldBeEmpty();
        entry.DefaultSplit.ShouldBeNull();
        (entry.Licence, entry.Layout, entry.Family).ShouldBe(("unknown", "unknown", "unknown"));
        (entry.Native, entry.Gated, entry.NonCommercial, entry.Seen).ShouldBe((false, false, false, false));
    }

    [Theory]
    [InlineData("splits: [test, train]", "train")]
    [InlineData("splits: [dev, test]", "dev")]
    [InlineData("splits: all_rows", "all_rows")]
    [InlineData("split: test", "test")]
    public void The_split_that_is_read_is_the_one_named_or_train_or_the_first(string part, string expected)
        => Read($"- {{ name: mill, hub: village/grain, {part} }}")[0].Split.ShouldBe(expected);

    [Fact]
    public void All_faults_are_said_each_with_its_place()
    {
        var fault = Should.Throw<RecipeFault>(() => Read("""
            - name: Mill
              hub: village
            - hub: village/grain
              licens: mit
            - name: sieve
            - name: wheel
              hub: village/wheel
              splits: { train: many }
              split: tain
              family: rolecontent
              groups: [qa, jeppa]
              native: maybe
            - just a word
            - { name: wheel, hub: village/other }
            """));
        fault.Faults.Select(static f => f.Length > 60 ? f[..60] : f).ShouldBe(
        [
            "list.yaml:1:9: The name 'Mill' cannot be used; names are lower-case words"[..60],
            "list.yaml:2:8: 'village' is no id of a dataset; an id is an organisation"[..60],
            "list.yaml:3:3: The dataset has no name; write 'name: my-set', which is"[..60],
            "list.yaml:4:3: A dataset has no key 'licens'. Did you mean 'licence'?"[..60],
            "list.yaml:5:3: The dataset 'sieve' names no dataset of the Hub; write 'h"[..60],
            "list.yaml:8:20: The rows of the split 'train' are a number such as 52_00"[..60],
            "list.yaml:10:11: family cannot be 'rolecontent'. Did you mean 'role-conte"[..60],
            "list.yaml:11:16: There is no group 'jeppa'. Did you mean 'jepa'? Known: i"[..60],
            "list.yaml:12:11: native is true or false; found 'maybe'.",
            "list.yaml:13:3: A dataset is a map, such as '- { name: my-set, hub: org/"[..60],
            "list.yaml:14:11: Two datasets are called 'wheel'; give each a name of its"[..60],
        ]);
    }

    [Theory]
    [InlineData("name: qa", "'qa' is the name of a group")]
    [InlineData("name: all", "'all' is the name of a group")]
    [InlineData("name: a--b", "cannot be used")]
    [InlineData("name: a/b", "cannot be used")]
    [InlineData("name: [a]", "name is one text")]
    [InlineData("hub: ''", "hub is empty")]
    [InlineData("hub: a/b/c", "is no id of a dataset")]
    [InlineData("hub: a/../b", "is no id of a dataset")]
    [InlineData("splits: { a: -5 }", "The rows of the split 'a' are a number")]
    [InlineData("splits: { a: 0 }", "found '0'")]
    [InlineData("splits: { a: 99999999999999999999 }", "found '99999999999999999999'")]
    [InlineData("splits: { a: about many }", "found 'about many'")]
    [InlineData("splits: { a: [1] }", "splits expects 'split: rows' for each")]
    [InlineData("splits: []", "splits expects")]
    [InlineData("splits: [a, a]", "stands here a second time")]
    [InlineData("splits: { a-b: 1 }", "cannot be the name of a split")]
    [InlineData("splits: { train: 1 }, split: trian", "no split 'trian'. Did you mean 'train'? Its splits: train.")]
    [InlineData("files: /etc/passwd", "is no pattern of paths")]
    [InlineData("files: a/../../b", "is no pattern of paths")]
    [InlineData("files: ['']", "is no pattern of paths")]
    [InlineData("files: [[a]]", "files is a pattern")]
    [InlineData("files: []", "files is a pattern")]
    [InlineData("splits: [a], files: { a: x/, b: y }", "'x/' is no pattern of paths")]
    [InlineData("splits: [train], files: { trian: y }", "a split 'trian', which does not stand under 'splits'. Did you mean 'train'?")]
    [InlineData("layout: json-field", "needs 'field'")]
    [InlineData("layout: jsonl, field: rows", "belongs to the layout json-field")]
    [InlineData("layout: parket", "layout cannot be 'parket'. Did you mean 'parquet'?")]
    [InlineData("labels: { 1: attack }", "Labels need 'label-field'")]
    [InlineData("label-field: a, labels: attack", "labels expects 'value: meaning' for each")]
    [InlineData("gate-asks: name", "belongs to a dataset that is 'gated: true'")]
    [InlineData("sure: very", "sure cannot be 'very'. Known: seen, unverified.")]
    [InlineData("groups: { a: b }", "groups is a word or a list of words")]
    [InlineData("groups: all", "There is no group 'all'")]
    public void A_wrong_part_is_named(string part, string expected)
    {
        var rest = string.Concat(new[] { "name: mill", "hub: village/grain" }.Where(k => !part.StartsWith(k.Split(':')[0] + ":", StringComparison.Ordinal)).Select(static k => k + ", "));
        Should.Throw<RecipeFault>(() => Read($"- {{ {rest}{part} }}")).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("", "list.yaml:1:1: The list of datasets is empty.")]
    [InlineData("[]", "A list of datasets has an entry for each")]
    [InlineData("name: mill\nhub: village/grain\n", "list.yaml:1:1: A list of datasets has an entry for each")]
    [InlineData("just text", "A list of datasets has an entry for each")]
    [InlineData("- { name: mill", "This is not YAML")]
    [InlineData("- name: mill\n  name: mill\n", "list.yaml:2:3: The key 'name' stands here a second time.")]
    [InlineData("- name: m\u0000ill\n", "control character")]
    public void A_text_that_is_no_list_is_refused(string text, string expected)
        => Should.Throw<RecipeFault>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void A_file_that_cannot_be_read_or_is_no_text_is_refused()
    {
        var path = Path.Combine(_folder, "datasets.yaml");
        Should.Throw<RecipeFault>(() => RegistryReader.Load(path)).Message.ShouldStartWith($"The list of datasets {path} cannot be read");
        File.WriteAllBytes(path, [.. "- name: "u8, 0xFF]);
        Should.Throw<RecipeFault>(() => RegistryReader.Load(path)).Message.ShouldContain("is not UTF-8 text (byte 8)");
        File.WriteAllBytes(path, new byte[(4 << 20) + 1]);
        Should.Throw<RecipeFault>(() => RegistryReader.Load(path)).Message.ShouldContain("larger than 4 MiB; that is no list of datasets");
        File.WriteAllText(path, "- { name: mill, hub: village/grain }");
        RegistryReader.Load(path).ShouldHaveSingleItem().Name.ShouldBe("mill");
    }

    private static IReadOnlyList<KnownDataset> Read(string text) => RegistryReader.Read(text, "list.yaml");
}

using Quern.Hub.Push;
using Quern.Rows;

namespace Quern.Tests.Hub.Push;

public sealed class LocalFilesTests : IDisposable
{
    private readonly PushFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_of_a_folder_is_sent_but_what_is_hidden_or_stands_beside_rows()
    {
        _folder.Write("data/train.jsonl", "{}\n");
        _folder.Write("notes.txt", "");
        _folder.Write(".git/config", "x");
        _folder.Write("data/.env", "secret");
        _folder.Write("data/train.stats.json", "{}");
        _folder.Write("data/train.rejects.jsonl", "{}");
        var found = LocalFiles.Find(_folder.Path, new PushLimits());
        found.Files.Select(static f => (f.Path, f.Bytes)).ShouldBe([("data/train.jsonl", 3L), ("notes.txt", 0L)]);
        found.LeftOut.Select(static l => (l.Path, l.Reason)).ShouldBe(
            [(".git/", "hidden"), ("data/.env", "hidden"), ("data/train.rejects.jsonl", "rejected rows"), ("data/train.stats.json", "statistics beside rows")]);
    }

    [Fact]
    public void What_a_run_keeps_for_itself_is_sent_only_from_folders_that_are_no_run()
    {
        _folder.Write("ledger.json", "{}");
        _folder.Write("segments/part.jsonl", "{}");
        _folder.Write("rows.jsonl", "{}");
        LocalFiles.Find(_folder.Path, new PushLimits()).Files.Select(static f => f.Path).ShouldBe(["ledger.json", "rows.jsonl", "segments/part.jsonl"]);
        _folder.Write("segments.json", "{}");
        LocalFiles.Find(_folder.Path, new PushLimits()).Files.Select(static f => f.Path).ShouldBe(["rows.jsonl"]);
    }

    [Fact]
    public void A_link_stands_for_its_file_and_a_link_to_a_folder_is_left_out()
    {
        var file = _folder.Write("elsewhere/blob", "12345");
        Directory.CreateDirectory(_folder.At("here"));
        File.CreateSymbolicLink(_folder.At("here/rows.jsonl"), file);
        Directory.CreateSymbolicLink(_folder.At("here/more"), _folder.Path);
        var found = LocalFiles.Find(_folder.At("here"), new PushLimits());
        found.Files.Select(static f => (f.Path, f.Bytes)).ShouldBe([("rows.jsonl", 5L)]);
        found.LeftOut.Single().Reason.ShouldBe("a link to a folder");
        LocalFiles.Find(_folder.At("here/rows.jsonl"), new PushLimits()).Files.Single().Bytes.ShouldBe(5);
    }

    [Fact]
    public void A_file_that_is_too_long_for_the_Hub_is_refused_with_advice()
    {
        _folder.Write("rows.jsonl", new string('x', 100));
        Should.Throw<RecipeFault>(() => LocalFiles.Find(_folder.Path, new PushLimits { LongestFile = 99 })).Message.ShouldContain("Split it into several files");
    }

    [Fact]
    public void A_name_that_no_dataset_may_hold_is_refused()
    {
        _folder.Write("a\\b.jsonl", "{}");
        Should.Throw<RecipeFault>(() => LocalFiles.Find(_folder.Path, new PushLimits())).Message.ShouldContain("Rename it");
    }

    [Fact]
    public void Nothing_and_nothing_but_hidden_files_are_refused()
    {
        Should.Throw<RecipeFault>(() => LocalFiles.Find(_folder.At("none"), new PushLimits())).Message.ShouldContain("was not found");
        _folder.Write(".hidden", "x");
        Should.Throw<RecipeFault>(() => LocalFiles.Find(_folder.Path, new PushLimits())).Message.ShouldContain(".hidden: hidden");
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_a_fault()
    {
        var place = _folder.Write("rows.jsonl", new string('x', 100));
        var file = LocalFile.Of("rows.jsonl", place);
        File.AppendAllText(place, "more");
        (await Should.ThrowAsync<RunFault>(() => ContentNames.OfAsync(file, asBlob: true, static _ => { }, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("was changed while it was being pushed");
    }

    [Fact]
    public async Task A_file_that_shrinks_while_it_is_read_is_a_fault()
    {
        var file = LocalFile.Of("rows.jsonl", _folder.Write("rows.jsonl", new string('x', 10_000)));
        var read = 0L;
        await Should.ThrowAsync<RunFault>(() => ContentNames.OfAsync(
            file,
            asBlob: true,
            bytes =>
            {
                read += bytes;
                File.WriteAllText(file.Place, "");
            },
            TestContext.Current.CancellationToken));
        read.ShouldBeGreaterThan(0);
    }
}

using Quern.Hub;
using Quern.Hub.Cache;
using Quern.Rows;

namespace Quern.Tests.Hub.Cache;

public sealed class HubCacheTests : IDisposable
{
    private const string Id = "ann/soups";

    private static readonly string Commit = new('1', 40);
    private static readonly string Later = new('2', 40);
    private static readonly RepoFile Small = new("data/a.jsonl", 5, new string('b', 40));
    private static readonly RepoFile Large = new("data/deep/b.parquet", 9, new string('a', 64));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-cache-");
    private readonly HubCache _cache;

    public HubCacheTests() => _cache = new HubCache(Path.Combine(_folder.FullName, "hub"));

    private string Repository => Path.Combine(_cache.Root, "datasets--ann--soups");

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string path, string text)
    {
        path = Path.Combine(Repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private void Link(string path, string target)
    {
        path = Path.Combine(Repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
    }

    [Fact]
    public void Content_lies_in_blobs_and_paths_are_relative_links_to_it()
    {
        _cache.Prepare(Id);
        Write($"blobs/{Large.Etag}", "123456789");
        _cache.Link(Id, Commit, Large).ShouldBe(Path.Combine(Repository, "snapshots", Commit, "data/deep/b.parquet"));
        var link = new FileInfo(Path.Combine(Repository, "snapshots", Commit, "data/deep/b.parquet"));
        link.LinkTarget.ShouldBe($"../../../../blobs/{Large.Etag}");
        File.ReadAllText(link.FullName).ShouldBe("123456789");
        _cache.BlobOf(Id, Large.Etag).ShouldBe(Path.Combine(Repository, "blobs", Large.Etag));
        _cache.PartOf(Id, Large.Etag).ShouldBe(Path.Combine(Repository, "blobs", Large.Etag + ".incomplete"));
        _cache.LockOf(Id, Large.Etag).ShouldBe(Path.Combine(_cache.Root, ".locks", "datasets--ann--soups", Large.Etag + ".lock"));
        File.ReadAllText(Path.Combine(_cache.Root, "CACHEDIR.TAG")).ShouldStartWith("Signature: 8a477f597d28d172789f06886806bc55\n");
    }

    [Fact]
    public void A_cache_that_python_filled_is_read_as_it_is()
    {
        Write($"blobs/{Small.Etag}", "soup\n");
        Write("refs/main", Commit);
        Write("refs/refs/convert/parquet", Later + "\n");
        Link($"snapshots/{Commit}/data/a.jsonl", $"../../../blobs/{Small.Etag}");
        Write($"trees/{Commit}.json", $$"""{"format_version": 1, "files": {"data/a.jsonl": {"size": 5, "blob_id": "{{Small.Etag}}", "lfs_sha256": null, "lfs_size": null, "xet_hash": null} } }""");
        _cache.CommitOf(Id, "main").ShouldBe(Commit);
        _cache.CommitOf(Id, "refs/convert/parquet").ShouldBe(Later);
        _cache.CommitOf(Id, Later).ShouldBe(Later);
        _cache.ListingOf(Id, Commit).ShouldNotBeNull().ShouldHaveSingleItem().Etag.ShouldBe(Small.Etag);
        File.ReadAllText(_cache.Find(Id, Commit, Small).ShouldNotBeNull()).ShouldBe("soup\n");
        _cache.FilesOf(Id, Commit).ShouldBe([Small]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("111111111111111111111111111111111111111g")]
    [InlineData("../../../../../../../../etc/passwd")]
    public void A_ref_that_holds_no_commit_is_none(string text)
    {
        Write("refs/main", text);
        _cache.CommitOf(Id, "main").ShouldBeNull();
        _cache.CommitOf(Id, "dev").ShouldBeNull();
    }

    [Fact]
    public void Revisions_with_slashes_are_kept_in_folders()
    {
        _cache.KeepCommit(Id, "refs/convert/parquet", Commit);
        _cache.KeepCommit(Id, "refs/convert/parquet", Later);
        _cache.KeepCommit(Id, Commit, Commit);
        File.ReadAllText(Path.Combine(Repository, "refs/refs/convert/parquet")).ShouldBe(Later);
        Directory.GetFiles(Path.Combine(Repository, "refs"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Fact]
    public void A_listing_is_kept_for_its_commit()
    {
        _cache.ListingOf(Id, Commit).ShouldBeNull();
        _cache.KeepListing(Id, Commit, [Small, Large]);
        _cache.ListingOf(Id, Commit).ShouldNotBeNull().Select(static f => f.Path).ShouldBe([Small.Path, Large.Path]);
        _cache.ListingOf(Id, Later).ShouldBeNull();
        Write($"trees/{Later}.json", "{");
        _cache.ListingOf(Id, Later).ShouldBeNull();
    }

    [Fact]
    public void A_real_file_in_the_place_of_a_link_is_found_and_needs_no_blob()
    {
        var path = Write($"snapshots/{Commit}/data/a.jsonl", "soup\n");
        _cache.Find(Id, Commit, Small).ShouldBe(path);
        _cache.Require(Id, Commit, Small).ShouldBe(path);
    }

    [Fact]
    public void What_has_another_length_is_not_there()
    {
        Write($"blobs/{Small.Etag}", "soup");
        Link($"snapshots/{Commit}/data/a.jsonl", $"../../../blobs/{Small.Etag}");
        _cache.Find(Id, Commit, Small).ShouldBeNull();
        Link($"snapshots/{Later}/data/a.jsonl", "../../../blobs/none");
        _cache.Find(Id, Later, Small).ShouldBeNull();
        _cache.FilesOf(Id, Later).ShouldBeEmpty();
        Should.Throw<RunFault>(() => _cache.Require(Id, Commit, Small)).Message.ShouldContain("is gone again");
    }

    [Fact]
    public void Content_that_another_commit_brought_is_linked_and_not_fetched()
    {
        Write($"blobs/{Small.Etag}", "soup\n");
        var path = _cache.Find(Id, Later, Small with { Path = "moved.jsonl" }).ShouldNotBeNull();
        new FileInfo(path).LinkTarget.ShouldBe($"../../blobs/{Small.Etag}");
        File.ReadAllText(path).ShouldBe("soup\n");
    }

    [Fact]
    public void A_link_that_leads_elsewhere_is_replaced()
    {
        Write($"blobs/{Small.Etag}", "soup\n");
        Write("blobs/old", "an older soup\n");
        Link($"snapshots/{Commit}/data/a.jsonl", "../../../blobs/old");
        File.ReadAllText(_cache.Find(Id, Commit, Small).ShouldNotBeNull()).ShouldBe("soup\n");
        Directory.GetFileSystemEntries(Path.Combine(Repository, "snapshots", Commit, "data")).Length.ShouldBe(1);
    }

    [Fact]
    public void Many_who_link_the_same_file_at_once_never_find_it_missing()
    {
        Write($"blobs/{Small.Etag}", "soup\n");
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ => File.ReadAllText(_cache.Link(Id, Commit, Small)).ShouldBe("soup\n"));
        Directory.GetFileSystemEntries(Path.Combine(Repository, "snapshots", Commit, "data")).Length.ShouldBe(1);
    }

    [Fact]
    public void Many_who_remember_the_same_commit_at_once_do_not_disturb_each_other()
    {
        Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            _cache.KeepCommit(Id, "main", i % 2 == 0 ? Commit : Later);
            _cache.KeepListing(Id, Commit, [Small]);
        });
        _cache.CommitOf(Id, "main").ShouldNotBeNull();
        _cache.ListingOf(Id, Commit).ShouldNotBeNull();
        Directory.GetFiles(Repository, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void How_much_of_a_content_has_come_is_known()
    {
        _cache.PartLength(Id, Small.Etag).ShouldBe(0);
        Write($"blobs/{Small.Etag}.incomplete", "so");
        _cache.PartLength(Id, Small.Etag).ShouldBe(2);
        _cache.Find(Id, Commit, Small).ShouldBeNull();
    }

    [Fact]
    public void A_cache_that_cannot_be_written_forgets_but_says_so_where_content_must_go()
    {
        Directory.CreateDirectory(_cache.Root);
        File.WriteAllText(Repository, "a file where the folder should be");
        _cache.KeepCommit(Id, "main", Commit);
        _cache.KeepListing(Id, Commit, [Small]);
        _cache.CommitOf(Id, "main").ShouldBeNull();
        Should.Throw<RunFault>(() => _cache.Prepare(Id)).Message.ShouldContain("Free some space, or set HF_HOME");
        File.Delete(Repository);
        Write($"blobs/{Small.Etag}", "soup\n");
        Write("snapshots", "a file where the folder should be");
        Should.Throw<RunFault>(() => _cache.Link(Id, Commit, Small)).Message.ShouldContain("cannot be written");
        _cache.Find(Id, Commit, Small).ShouldBe(_cache.BlobOf(Id, Small.Etag), "what is there is read, under the name of its content");
    }

    [Theory]
    [InlineData("../../../x")]
    [InlineData("/x")]
    [InlineData("a/../../x")]
    [InlineData("a\\..\\x")]
    [InlineData("")]
    public void Nothing_leads_out_of_the_cache(string name)
    {
        Should.Throw<RunFault>(() => _cache.Find(Id, Commit, Small with { Path = name })).Message.ShouldContain("cannot stand for anything in the Hub's cache");
        Should.Throw<RunFault>(() => _cache.Link(Id, Commit, Small with { Path = name }));
        Should.Throw<RunFault>(() => _cache.Find(Id, name, Small));
        Should.Throw<RunFault>(() => _cache.BlobOf(Id, name));
        Should.Throw<RunFault>(() => _cache.LockOf(Id, name));
        Should.Throw<RunFault>(() => _cache.KeepCommit(Id, name, Commit));
        Should.Throw<RunFault>(() => _cache.ListingOf(Id, name));
        Should.Throw<RunFault>(() => _cache.Prepare(name));
        Directory.Exists(_cache.Root).ShouldBeFalse();
    }
}

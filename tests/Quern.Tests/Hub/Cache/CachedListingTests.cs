using Quern.Hub;
using Quern.Hub.Cache;

namespace Quern.Tests.Hub.Cache;

public sealed class CachedListingTests
{
    private static readonly string Sha = new('a', 64);
    private static readonly string Blob = new('b', 40);

    [Fact]
    public void A_listing_comes_back_as_it_was_kept()
    {
        RepoFile[] files =
        [
            new("README.md", 12, Blob) { BlobId = Blob },
            new("data/ü \"x\".parquet", 5_000_000_000, Sha) { BlobId = new string('c', 40) },
            new("empty.txt", 0, Blob) { BlobId = Blob },
        ];
        CachedListing.Parse(CachedListing.Write(files)).ShouldBe(files);
        CachedListing.Parse(CachedListing.Write([])).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void A_path_that_is_named_twice_is_kept_once()
        => CachedListing.Parse(CachedListing.Write([new("a", 1, Blob), new("a", 2, Blob)])).ShouldNotBeNull().Select(static f => f.Bytes).ShouldBe([1]);

    [Fact]
    public void It_is_written_as_python_writes_it()
    {
        CachedListing.Write([new RepoFile("d/a.parquet", 7, Sha) { BlobId = Blob }]).ShouldBe(
            $"{{\"format_version\":1,\"files\":{{\"d/a.parquet\":{{\"size\":7,\"blob_id\":\"{Blob}\",\"lfs_sha256\":\"{Sha}\",\"lfs_size\":7,\"xet_hash\":null}}}}}}");
        CachedListing.Write([new RepoFile("a", 7, Blob)]).ShouldContain($"{{\"size\":7,\"blob_id\":\"{Blob}\",\"lfs_sha256\":null,\"lfs_size\":null,\"xet_hash\":null}}");
    }

    [Fact]
    public void What_python_wrote_is_read()
    {
        // The size of a large file's entry in git is that of its pointer.
        var files = CachedListing.Parse($$"""
            {"format_version": 1, "more": [], "files": {
              "README.md": {"size": 12, "blob_id": "{{Blob}}", "lfs_sha256": null, "lfs_size": null, "xet_hash": null},
              "a.parquet": {"size": 130, "blob_id": "{{Blob}}", "lfs_sha256": "{{Sha}}", "lfs_size": 9000, "xet_hash": "x", "later": true} } }
            """).ShouldNotBeNull();
        files.ShouldBe([new RepoFile("README.md", 12, Blob) { BlobId = Blob }, new RepoFile("a.parquet", 9000, Sha) { BlobId = Blob }]);
        files.Select(static f => f.IsLarge).ShouldBe([false, true]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"format_version\":1}")]
    [InlineData("{\"format_version\":2,\"files\":{}}")]
    [InlineData("{\"format_version\":\"1\",\"files\":{}}")]
    [InlineData("{\"format_version\":1,\"files\":[]}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":null}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":\"7\",\"blob_id\":\"BLOB\"}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":null,\"blob_id\":\"BLOB\"}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":-1,\"blob_id\":\"BLOB\"}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":1,\"blob_id\":null}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":1,\"blob_id\":\"../../x\"}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"\":{\"size\":1,\"blob_id\":\"BLOB\"}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":1,\"blob_id\":\"BLOB\"},\"b\":{\"size\":1}}}")]
    [InlineData("{\"format_version\":1,\"files\":{\"a\":{\"size\":1,\"blob_id\":\"BLOB\"}}")]
    public void What_cannot_be_trusted_is_no_listing(string text)
        => CachedListing.Parse(text.Replace("BLOB", Blob, StringComparison.Ordinal)).ShouldBeNull();
}

using System.Security.Cryptography;
using System.Text;
using Quern.Hub;
using Quern.Hub.Fetching;

namespace Quern.Tests.Hub.Fetching;

public sealed class PartialFileTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 3_000_000).Select(static i => (byte)(i * 31 % 251))];
    private static readonly RepoFile Whole = new("a.parquet", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quern-part-");

    private string At => Path.Combine(_folder.FullName, "part");

    public void Dispose() => _folder.Delete(recursive: true);

    private PartialFile Open(RepoFile? whole = null) => PartialFile.Open(At, whole ?? Whole, TestContext.Current.CancellationToken);

    [Fact]
    public void What_an_earlier_run_left_is_counted_and_hashed()
    {
        using (var part = Open())
        {
            (part.Length, part.IsWhole).ShouldBe((0, false));
            part.Append(Content.AsSpan(0, 1_234_567));
            part.Length.ShouldBe(1_234_567);
        }

        using (var part = Open())
        {
            part.Length.ShouldBe(1_234_567);
            part.Append(Content.AsSpan(1_234_567));
            (part.IsWhole, part.IsRight(), part.HasChanged).ShouldBe((true, true, false));
        }

        File.ReadAllBytes(At).ShouldBe(Content);
        using var again = Open();
        (again.IsWhole, again.IsRight()).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")]
    [InlineData("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a")]
    [InlineData("test content\n", "d670460b4b4aece5915caf5c68d12f560a9fe3e4")]
    public void Small_files_are_named_as_git_names_them(string text, string blob)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var part = Open(new RepoFile("a", bytes.Length, blob));
        part.Append(bytes);
        (part.IsWhole, part.IsRight()).ShouldBe((true, true));
    }

    [Fact]
    public void One_wrong_byte_is_seen()
    {
        var wrong = Content.ToArray();
        wrong[^1] ^= 1;
        using var part = Open();
        part.Append(wrong);
        (part.IsWhole, part.IsRight()).ShouldBe((true, false));
    }

    [Fact]
    public void What_is_longer_than_the_whole_is_begun_anew_and_what_comes_behind_the_end_is_not_taken()
    {
        File.WriteAllBytes(At, [.. Content, 7]);
        using var part = Open();
        part.Length.ShouldBe(0);
        part.Append(Content);
        part.Append([1, 2, 3]);
        part.IsRight().ShouldBeTrue();
        new FileInfo(At).Length.ShouldBe(Content.Length);
    }

    [Fact]
    public void A_new_beginning_writes_over_the_old_bytes_and_notices_when_they_differ()
    {
        using var part = Open();
        part.Append(Content.AsSpan(0, 2_000_000));
        part.Restart();
        part.Length.ShouldBe(0);
        new FileInfo(At).Length.ShouldBe(2_000_000);
        part.Append(Content.AsSpan(0, 1_500_000));
        part.Restart();
        part.Append(Content.AsSpan(0, 1_900_000));
        part.Append(Content.AsSpan(1_900_000));
        (part.HasChanged, part.IsRight()).ShouldBe((false, true));
    }

    [Fact]
    public void Bytes_that_were_wrong_before_a_new_beginning_are_told()
    {
        var wrong = Content.AsSpan(0, 2_000_000).ToArray();
        wrong[^1] ^= 1;
        File.WriteAllBytes(At, wrong);
        using var part = Open();
        part.Restart();
        part.Append(Content.AsSpan(0, 1_000_000));
        part.HasChanged.ShouldBeFalse();
        part.Append(Content.AsSpan(1_000_000));
        (part.HasChanged, part.IsRight()).ShouldBe((true, true));
    }

    [Fact]
    public void A_reader_may_look_on_and_a_long_count_can_be_stopped()
    {
        using (var part = Open())
        {
            part.Append(Content.AsSpan(0, 10));
            using var reader = new FileStream(At, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            reader.Length.ShouldBe(10);
        }

        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => PartialFile.Open(At, Whole, stop.Token));
        using var free = new FileStream(At, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }
}

using System.Text;
using Quern.Hub.Push;

namespace Quern.Tests.Hub.Push;

public sealed class ContentNamesTests
{
    [Theory]
    [InlineData("", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("hello\n", "ce013625030ba8dba906f756967f9e9ca394464a", "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")]
    public async Task Contents_are_called_as_git_and_LFS_call_them(string text, string blob, string sha256)
    {
        var names = await Of("a.txt", text);
        (names.BlobId, names.Sha256, names.Rows).ShouldBe((blob, sha256, null));
        names.Are(blob).ShouldBeTrue();
        names.Are(sha256).ShouldBeTrue();
        names.Are(blob[1..] + "0").ShouldBeFalse();
    }

    [Fact]
    public async Task The_name_is_the_same_however_many_pieces_a_file_is_read_in()
    {
        using var folder = new PushFolder();
        var bytes = PushFolder.Noise(3_000_001, seed: 1);
        var names = await ContentNames.OfAsync(LocalFile.Of("x.bin", folder.Write("x.bin", bytes)), asBlob: false, static _ => { }, TestContext.Current.CancellationToken);
        names.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{}", 1)]
    [InlineData("{}\n", 1)]
    [InlineData("{}\r\n\r\n \t\n{}", 2)]
    [InlineData("\n\n{}\n", 1)]
    public async Task Rows_of_JSONL_are_lines_that_are_not_blank(string text, long rows)
    {
        (await Of("a.jsonl", text)).Rows.ShouldBe(rows);
        var counted = new JsonlRows();
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            counted.Add([letter]);
        }

        counted.Count.ShouldBe(rows);
    }

    private static Task<ContentNames> Of(string path, string text)
        => ContentNames.OfAsync(LocalFile.Of(path, Encoding.UTF8.GetBytes(text)), asBlob: true, static _ => { }, TestContext.Current.CancellationToken);
}

using System.Text;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

public sealed class QuickCheckTests
{
    private readonly QuickCheck _check = new();

    [Theory]
    [InlineData("{}")]
    [InlineData(" {\"a\" : [ ] , \"b\":{ },\t\"\":[1,-0,0.5,1e400,2E-3,\"\\ud83d\\ude00\\/\"]}\r")]
    [InlineData("{\"a\":{\"a\":{\"a\":[{\"a\":true},{\"a\":false}]}},\"b\":null}")]
    public void Usual_rows_need_no_second_look(string row) => _check.IsSurelyGood(Encoding.UTF8.GetBytes(row)).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":[1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":1.}")]
    [InlineData("{\"a\":1e}")]
    [InlineData("{\"a\":-}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("{\"a\":\"b}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{,\"a\":1}")]
    [InlineData("[{\"a\":1}]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"c\":2,\"b\":3}}")]
    public void Faulty_rows_are_never_called_good(string row) => _check.IsSurelyGood(Encoding.UTF8.GetBytes(row)).ShouldBeFalse();

    [Fact]
    public void Rows_beyond_its_means_are_left_to_the_full_check()
    {
        var deep = "{\"a\":" + new string('[', 100) + new string(']', 100) + "}";
        var wide = "{" + string.Join(',', Enumerable.Range(0, 300).Select(static i => $"\"k{i}\":0")) + "}";
        foreach (var row in new[] { deep, wide, "{\"\\u0061\":1,\"b\":2}" })
        {
            var bytes = Encoding.UTF8.GetBytes(row);
            _check.IsSurelyGood(bytes).ShouldBeFalse();
            new RowCheck().Passes(bytes, out _).ShouldBeTrue();
        }

        _check.IsSurelyGood("{\"a\":1}"u8).ShouldBeTrue();
    }

    [Fact]
    public void Every_key_of_an_object_is_told_from_every_other()
    {
        string[] names = ["", "a", "b", "ab", "ba", "aab", "aba", "baa", "abcd", "abcde", "abcdefg", "abcdefgh", "abcdefghi", "abcdefgh\u00e9", "abcdefghabcdefgh", "abcdefghabcdefghi", "bbcdefghabcdefghi"];
        var members = names.Select(static n => $"\"{n}\":1").ToList();
        _check.IsSurelyGood(Encoding.UTF8.GetBytes("{" + string.Join(',', members) + "}")).ShouldBeTrue();
        foreach (var member in members)
        {
            _check.IsSurelyGood(Encoding.UTF8.GetBytes("{" + string.Join(',', members) + "," + member + "}")).ShouldBeFalse();
        }
    }
}

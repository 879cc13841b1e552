using System.Text;
using Quern.Plans.Inference;
using Quern.Rows;

namespace Quern.Tests.Plans.Inference;

public sealed class ScopeTests
{
    private readonly TextReading _reading = new(InferenceTables.Standard);

    [Theory]
    [InlineData("Show the first 20", 20, "explicit:20")]
    [InlineData("the top ten mills", 10, "explicit:10")]
    [InlineData("the top-10 mills", 10, "explicit:10")]
    [InlineData("up to 50", 50, "explicit:50")]
    [InlineData("give me 20 records", 20, "explicit:20")]
    [InlineData("first twenty rows", 20, "explicit:20")]
    [InlineData("TOP 5", 5, "explicit:5")]
    [InlineData("1,000 rows", 1000, "explicit:1000")]
    [InlineData("1,234,567 rows", 1234567, "explicit:1234567")]
    [InlineData("20k emails", 20000, "explicit:20000")]
    [InlineData("two hundred records", 200, "explicit:200")]
    [InlineData("twenty-five files", 25, "explicit:25")]
    [InlineData("three hundred twenty five files", 325, "explicit:325")]
    [InlineData("two thousand three hundred rows", 2300, "explicit:2300")]
    [InlineData("three hundred thousand rows", 300000, "explicit:300000")]
    [InlineData("nine billion thousand rows", 1, "default")]
    [InlineData("2.5 million rows", 1, "default")]
    [InlineData("-5 files", 1, "default")]
    [InlineData("192.168.1.20 files", 1, "default")]
    [InlineData("at 10:30 files", 1, "default")]
    [InlineData("on 2020-01-05 records", 1, "default")]
    [InlineData("20 latest emails", 20, "explicit:20")]
    [InlineData("five customers", 5, "explicit:5")]
    [InlineData("5 million rows", 5000000, "explicit:5000000")]
    [InlineData("a dozen messages", 12, "explicit:12")]
    [InlineData("20-30 records", 30, "explicit:30")]
    [InlineData("20 most recent unread emails", 20, "explicit:20")]
    [InlineData("the first 5 or the first 7, of all", 7, "explicit:7")]
    [InlineData("the last 20 (of 3 files)", 20, "explicit:20")]
    [InlineData("in 2020", 1, "default")]
    [InlineData("2023 records show it", 1, "default")]
    [InlineData("version 3", 1, "default")]
    [InlineData("version 3 files", 1, "default")]
    [InlineData("5 years old", 1, "default")]
    [InlineData("the first 5 years", 1, "default")]
    [InlineData("the top 10% of rows", 1, "default")]
    [InlineData("first 0 rows", 1, "default")]
    [InlineData("up to $50", 1, "default")]
    [InlineData("gpt-4 files", 1, "default")]
    [InlineData("2.5 files", 1, "default")]
    [InlineData("the 3rd file", 1, "default")]
    [InlineData("99999999999999999999999999 rows", 1, "default")]
    [InlineData("I saw 20. Records are old", 1, "default")]
    [InlineData("20\n\nrecords", 1, "default")]
    [InlineData("Delete all users", 10000, "word:all")]
    [InlineData("ALL!", 10000, "word:all")]
    [InlineData("'all'", 10000, "word:all")]
    [InlineData("every_user", 10000, "word:every")]
    [InlineData("tell everyone", 10000, "word:everyone")]
    [InlineData("many or everything", 10000, "word:everything")]
    [InlineData("send multiple files", 100, "word:multiple")]
    [InlineData("lots of files", 100, "word:lots of")]
    [InlineData("all", 10000, "word:all")]
    [InlineData("call, install, small, overall, ball, recall, hall's, y'all, y’all", 1, "default")]
    [InlineData("not at all", 1, "default")]
    [InlineData("after all it is at  all all right", 1, "default")]
    [InlineData("First of all, come every day", 1, "default")]
    [InlineData("how many cows? as many as sheep", 1, "default")]
    [InlineData("That is not bad at all. Delete all.", 10000, "word:all")]
    [InlineData("übersall allé all—", 10000, "word:all")]
    [InlineData("übersall allé", 1, "default")]
    [InlineData("say “all”", 10000, "word:all")]
    public void How_many_a_text_speaks_of(string text, long volume, string how) => Read(text).ShouldBe((volume, how));

    [Fact]
    public void Several_texts_add_up()
    {
        Read("nothing", "all", "the first 3", "many").ShouldBe((3, "explicit:3"));
        Read("at", "all").ShouldBe((10000, "word:all"));
    }

    [Fact]
    public void A_name_has_words()
    {
        _reading.Begin();
        _reading.AddWords("getAllUsers"u8);
        _reading.Scope.Volume.ShouldBe(10000);
    }

    [Theory]
    [InlineData("limit", true)]
    [InlineData("LIMIT", true)]
    [InlineData("top_k", true)]
    [InlineData("topK", true)]
    [InlineData("maxResults", true)]
    [InlineData("max-results", true)]
    [InlineData("per_page", true)]
    [InlineData("pageSize", true)]
    [InlineData("count", true)]
    [InlineData("$limit", true)]
    [InlineData("limits", false)]
    [InlineData("n", false)]
    [InlineData("k", false)]
    [InlineData("size", false)]
    [InlineData("amount", false)]
    [InlineData("country", false)]
    [InlineData("", false)]
    [InlineData("a_very_long_name_of_an_argument_that_is_no_limit", false)]
    public void Arguments_that_limit(string name, bool limit) => new LimitArguments(InferenceTables.Standard).IsLimit(Encoding.UTF8.GetBytes(name)).ShouldBe(limit);

    private (long Volume, string How) Read(params string[] texts)
    {
        _reading.Begin();
        foreach (var text in texts)
        {
            _reading.Add(Encoding.UTF8.GetBytes(text));
        }

        var how = new ByteBuffer();
        _reading.Scope.WriteHow(how);
        return (_reading.Scope.Volume, Encoding.UTF8.GetString(how.Span));
    }
}

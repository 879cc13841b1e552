using Quern.Mixing.Mix;

namespace Quern.Tests.Mixing.Mix;

/// <summary>What is refused before a row is read.</summary>
public sealed class MixOptionsTests
{
    private static readonly Dictionary<string, string> Halves = new() { ["a"] = "1", ["b"] = "1" };

    [Fact]
    public void Sound_options_have_no_faults()
    {
        new MixOptions { Shares = Halves, Total = 10, WhenShort = WhenShort.Fill }.Check().ShouldBeEmpty();
        new MixOptions { Rows = new Dictionary<string, string> { ["a"] = "1_000" }, WhenShort = WhenShort.Take }.Check().ShouldBeEmpty();
        new MixOptions { Temperature = 1 }.Check().ShouldBeEmpty();
        new MixOptions { Preset = "guard" }.Check().ShouldBeEmpty();
        new MixOptions { Shares = new Dictionary<string, string> { ["a"] = "0.5%", ["b"] = "99.5%" } }.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Just_one_way_is_taken()
    {
        new MixOptions().Check().ShouldHaveSingleItem().ShouldContain("one of shares");
        new MixOptions { Shares = Halves, Temperature = 1 }.Check().ShouldHaveSingleItem().ShouldContain("takes only one of");
        new MixOptions { Rows = Halves, Total = 3 }.Check().ShouldHaveSingleItem().ShouldContain("says it twice");
        new MixOptions { Shares = Halves, WhenShort = WhenShort.Take }.Check().ShouldHaveSingleItem().ShouldContain("Without a total");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    public void A_share_is_a_number(string share)
        => new MixOptions { Shares = new Dictionary<string, string> { ["a"] = share, ["b"] = "1" } }.Check().ShouldHaveSingleItem().ShouldContain($"The share of 'a' expects a number such as 60, 0.6 or 60%; found '{share}'.");

    [Theory]
    [InlineData("1.5")]
    [InlineData("-3")]
    [InlineData("50%")]
    public void Rows_are_whole(string rows)
        => new MixOptions { Rows = new Dictionary<string, string> { ["a"] = rows, ["b"] = "1" } }.Check().ShouldContain($"The rows of 'a' expect a whole number; found '{rows}'.");

    [Fact]
    public void Percentages_are_not_mixed_with_plain_numbers()
        => new MixOptions { Shares = new Dictionary<string, string> { ["a"] = "40%", ["b"] = "0.6" } }.Check().ShouldHaveSingleItem().ShouldContain("Some shares are percentages");

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var faults = new MixOptions { Shares = new Dictionary<string, string> { ["a"] = "0", ["b"] = "0" }, Total = 0, Epochs = 0, Mark = "a.b" }.Check().ToList();
        faults.ShouldBe(
        [
            "A mix needs at least one source with a share above 0.",
            "A mix cannot have 0 rows.",
            "A row cannot be taken 0 times; 1 to 1000 are possible.",
            "The option 'mark' expects the name of a field of the row itself; found 'a.b'.",
        ]);
        new MixOptions { Temperature = 0 }.Check().ShouldHaveSingleItem().ShouldContain("above 0");
        new MixOptions { Temperature = double.NaN }.Check().ShouldHaveSingleItem().ShouldContain("above 0");
    }

    [Fact]
    public void A_preset_that_there_is_not_is_told_with_the_nearest()
        => new MixOptions { Preset = "gard" }.Check().ShouldHaveSingleItem().ShouldBe("There is no composition 'gard'. Did you mean 'guard'? Known: guard, plans.");

    [Fact]
    public void Sources_have_the_names_that_the_mix_says()
    {
        new MixOptions { Shares = Halves }.CheckSources(["a", "b"]).ShouldBeEmpty();
        new MixOptions { Temperature = 1 }.CheckSources(["x"]).ShouldBeEmpty();
        new MixOptions { Preset = "guard" }.CheckSources(["mutated", "benign", "adversarial"]).ShouldBeEmpty();
        var faults = new MixOptions { Shares = new Dictionary<string, string> { ["chatz"] = "1", ["code"] = "1" } }.CheckSources(["chats", "code", "web"]).ToList();
        faults.Count.ShouldBe(3);
        faults[0].ShouldBe("The mix names 'chatz', and no source is called so. Did you mean 'chats'? There are: chats, code, web.");
        faults[1].ShouldContain("nothing about the source 'chats'");
        faults[2].ShouldContain("nothing about the source 'web'");
    }
}

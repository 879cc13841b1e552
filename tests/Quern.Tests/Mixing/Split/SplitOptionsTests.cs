using Quern.Mixing.Split;

namespace Quern.Tests.Mixing.Split;

/// <summary>What is refused before a row is read.</summary>
public sealed class SplitOptionsTests
{
    [Fact]
    public void Sound_options_have_no_faults()
    {
        new SplitOptions().Check().ShouldBeEmpty();
        new SplitOptions { Train = 98.5, Test = 1.5 }.Check().ShouldBeEmpty();
        new SplitOptions { Train = 0.1, Val = 0.2, Test = 0.7 }.Check().ShouldBeEmpty();
        new SplitOptions { Train = 0.9, Part = Part("dev-2.b_", "10%") }.Check().ShouldBeEmpty();
        new SplitOptions { Train = 90, Part = Part("dev", "1_0") }.Check().ShouldBeEmpty();
        new SplitOptions { Part = Thirds, Stratify = "meta.label", Group = ["a[0]", "b"], Field = "part" }.Check().ShouldBeEmpty();
    }

    [Fact]
    public void Parts_stand_in_their_order_with_shares_of_1()
        => new SplitOptions { Test = 25, Train = 50, Part = Part("dev", "25") }.Parts.ShouldBe([new("train", 0.5), new("test", 0.25), new("dev", 0.25)]);

    [Theory]
    [InlineData(80.0, 10.0, "The shares 80 + 10 add up to 90; they must add up to 100 or to 1.")]
    [InlineData(80.0, 30.0, "The shares 80 + 30 add up to 110; they must add up to 100 or to 1.")]
    [InlineData(0.8, 10.0, "The shares 0.8 + 10 add up to 10.8; they must add up to 100 or to 1.")]
    [InlineData(100.0, 0.0, "The share of test cannot be 0; it lies above 0. Leave out a part that gets nothing.")]
    [InlineData(110.0, -10.0, "The share of train cannot be 110; it lies above 0. Leave out a part that gets nothing.")]
    [InlineData(100.0, null, "A split needs at least two parts.")]
    [InlineData(double.NaN, 10.0, "The share of train cannot be NaN; it lies above 0. Leave out a part that gets nothing.")]
    public void Shares_that_add_up_to_nothing(double train, double? test, string fault)
        => new SplitOptions { Train = train, Test = test }.Check().ShouldContain(fault);

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("../up")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public void A_part_gives_a_file_its_name(string name)
        => new SplitOptions { Train = 50, Part = Part(name, "50") }.Check().ShouldHaveSingleItem().ShouldContain("gives a file its name");

    [Fact]
    public void A_name_has_its_length()
    {
        new SplitOptions { Train = 50, Part = Part(new string('p', 60), "50") }.Check().ShouldBeEmpty();
        new SplitOptions { Train = 50, Part = Part(new string('p', 61), "50") }.Check().ShouldHaveSingleItem();
    }

    [Fact]
    public void No_part_is_named_twice_also_in_capitals()
        => new SplitOptions { Train = 50, Part = Part("TRAIN", "50") }.Check().ShouldHaveSingleItem().ShouldContain("is named twice");

    [Fact]
    public void Fields_are_paths()
    {
        new SplitOptions { Group = [] }.Check().ShouldHaveSingleItem().ShouldBe("The option 'group' names no field.");
        new SplitOptions { Group = ["a..b"], Stratify = "c[" }.Check().Count().ShouldBe(2);
        new SplitOptions { Field = "a.b" }.Check().ShouldHaveSingleItem().ShouldContain("'field' expects the name of a field of the row itself");
    }

    [Theory]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("%")]
    public void The_share_of_a_part_is_a_number(string share)
        => new SplitOptions { Train = 50, Part = Part("dev", share) }.Check().ShouldContain($"The share of 'dev' expects a number such as 10, 10% or 0.1; found '{share}'.");

    private static Dictionary<string, string> Thirds => new() { ["a"] = "33.333333", ["b"] = "33.333333", ["c"] = "33.333334" };

    private static Dictionary<string, string> Part(string name, string share) => new() { [name] = share };
}

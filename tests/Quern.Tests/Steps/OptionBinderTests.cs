using Quern.Steps;

namespace Quern.Tests.Steps;

public sealed class OptionBinderTests
{
    [Theory]
    [InlineData("text", "1_000", "1_000")]
    [InlineData("flag", "yes", "true")]
    [InlineData("flag", "Off", "false")]
    [InlineData("count", "-1_000", "-1000")]
    [InlineData("small", "42", "42")]
    [InlineData("seed", "18446744073709551615", "18446744073709551615")]
    [InlineData("share", "10%", "0.1")]
    [InlineData("share", "1_000.5", "1000.5")]
    [InlineData("share", "1e-3", "0.001")]
    [InlineData("way", "first-wins", "first-wins")]
    [InlineData("list", "one", "[\"one\"]")]
    public void A_text_becomes_the_value_of_its_type(string name, string text, string expected)
        => Bind((name, OptionValue.Of(text))).ShouldContain($"{name}={OptionTable.Quote(expected)}");

    [Theory]
    [InlineData("flag", "maybe", "The option 'flag' expects true or false; found 'maybe'.")]
    [InlineData("count", "1.5", "expects a whole number; found '1.5'")]
    [InlineData("count", "9223372036854775808", "expects a whole number")]
    [InlineData("small", "3000000000", "expects a whole number")]
    [InlineData("seed", "-1", "expects a whole number")]
    [InlineData("share", "NaN", "expects a number; found 'NaN'")]
    [InlineData("share", "1e999", "expects a number")]
    [InlineData("share", "%", "expects a number")]
    [InlineData("way", "frist-wins", "one of first-wins, last-wins; found 'frist-wins'. Did you mean 'first-wins'?")]
    [InlineData("way", "0", "one of")]
    [InlineData("map", "a", "expects names and values; found 'a'")]
    [InlineData("shaer", "1", "There is no option 'shaer'. Did you mean 'share'?")]
    public void A_text_that_does_not_fit_is_a_fault(string name, string text, string expected)
        => Faults((name, OptionValue.Of(text))).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void Lists_and_maps_are_taken_where_they_are_expected_and_nowhere_else()
    {
        Bind(("list", OptionValue.Of(["b", "a,\"c"])), ("map", OptionValue.Of(new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" })))
            .ShouldBe("""list="[\"b\", \"a,\\\"c\"]" map="{\"a\": \"2\", \"z\": \"1\"}" must="x" share="0.5" """.TrimEnd());
        Faults(("text", OptionValue.Of(["a"]))).ShouldHaveSingleItem().ShouldContain("expects text; found a list");
        Faults(("list", OptionValue.Of(new Dictionary<string, string>()))).ShouldHaveSingleItem().ShouldContain("expects a list; found names and values");
        Faults(("count", new OptionValue(null, null, null))).ShouldHaveSingleItem().ShouldContain("nested deeper");
    }

    [Fact]
    public void All_faults_are_said_at_once_and_what_is_missing_too()
    {
        var faults = new List<string>();
        var given = new Dictionary<string, OptionValue> { ["flag"] = OptionValue.Of("x"), ["nope"] = OptionValue.Of("y") };
        OptionBinder.Bind(typeof(AllTypes), given, (option, message) => faults.Add(option + ": " + message)).ShouldBeNull();
        faults.Count.ShouldBe(3);
        faults.ShouldContain(": The option 'must' is missing: Must be given.");
    }

    [Fact]
    public void The_canonical_text_is_the_same_for_the_same_meaning()
    {
        var one = new AllTypes { Must = "x", Map = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, Share = 0.1 };
        var two = new AllTypes { Share = 1e-1, Map = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }, Must = "x" };
        OptionTable.CanonicalText(one).ShouldBe(OptionTable.CanonicalText(two));
        OptionTable.CanonicalText(one).ShouldNotBe(OptionTable.CanonicalText(one with { Must = "x\" share=\"1" }));
    }

    [Fact]
    public void Defaults_are_described_and_kept()
    {
        var share = OptionTable.Describe(typeof(AllTypes)).Single(static o => o.Name == "share");
        share.DefaultText.ShouldBe("0.5");
        share.Required.ShouldBeFalse();
        Bind().ShouldContain("share=\"0.5\"");
    }

    private static string Bind(params (string Name, OptionValue Value)[] given)
    {
        var all = given.ToDictionary(static g => g.Name, static g => g.Value, StringComparer.Ordinal);
        all.TryAdd("must", OptionValue.Of("x"));
        return OptionTable.CanonicalText(OptionBinder.Bind(typeof(AllTypes), all, (option, message) => throw new InvalidOperationException(option + message)).ShouldNotBeNull());
    }

    private static List<string> Faults(params (string Name, OptionValue Value)[] given)
    {
        var faults = new List<string>();
        var all = given.ToDictionary(static g => g.Name, static g => g.Value, StringComparer.Ordinal);
        all.TryAdd("must", OptionValue.Of("x"));
        OptionBinder.Bind(typeof(AllTypes), all, (_, message) => faults.Add(message)).ShouldBeNull();
        return faults;
    }

    public enum Way
    {
        FirstWins,
        LastWins,
    }

    public sealed record AllTypes : StepOptions
    {
        [Option("Must be given.")]
        public required string Must { get; init; }

        [Option("Text.")]
        public string? Text { get; init; }

        [Option("Flag.")]
        public bool? Flag { get; init; }

        [Option("Count.")]
        public long? Count { get; init; }

        [Option("Small.")]
        public int? Small { get; init; }

        [Option("Seed.")]
        public ulong? Seed { get; init; }

        [Option("Share.")]
        public double Share { get; init; } = 0.5;

        [Option("Way.")]
        public Way? Way { get; init; }

        [Option("List.")]
        public IReadOnlyList<string>? List { get; init; }

        [Option("Map.")]
        public IReadOnlyDictionary<string, string>? Map { get; init; }
    }
}

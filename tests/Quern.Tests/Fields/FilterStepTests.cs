namespace Quern.Tests.Fields;

public sealed class FilterStepTests
{
    [Theory]
    [InlineData("min: 7", "7", null)]
    [InlineData("min: 7", "6.999", "below-min")]
    [InlineData("min: 7", "1e400", null)]
    [InlineData("max: 7", "1e400", "above-max")]
    [InlineData("max: 1e3", "-1e400", null)]
    [InlineData("min: 9223372036854775808", "9223372036854775808", null)]
    [InlineData("min: 7", "\"NaN\"", "wrong-type")]
    [InlineData("min: 7", "\"8\"", "wrong-type")]
    [InlineData("min: 7", "null", "wrong-type")]
    [InlineData("min: 7", "[8]", "wrong-type")]
    [InlineData("min: 50%", "0.4", "below-min")]
    [InlineData("equals: 7", "7.0", null)]
    [InlineData("equals: 1_000", "1000", null)]
    [InlineData("equals: 7", "\"7\"", null)]
    [InlineData("equals: 7", "\"7.0\"", "not-equal")]
    [InlineData("equals: 9007199254740993", "9007199254740993", null)]
    [InlineData("equals: 9007199254740993", "9007199254740992", "not-equal")]
    [InlineData("equals: NaN", "\"NaN\"", null)]
    [InlineData("equals: 'true'", "true", null)]
    [InlineData("equals: true", "false", "not-equal")]
    [InlineData("equals: null", "null", null)]
    [InlineData("equals: ab", "\"a\\u0062\"", null)]
    [InlineData("equals: '{}'", "{}", "not-equal")]
    [InlineData("in: [en, 7]", "\"en\"", null)]
    [InlineData("in: [en, 7]", "7e0", null)]
    [InlineData("in: [en, 7]", "\"de\"", "not-in")]
    [InlineData("matches: '^a.b$'", "\"a\\nb\"", "no-match")]
    [InlineData("matches: '^a\\sb$'", "\"a\\nb\"", null)]
    [InlineData("matches: b", "\"abc\"", null)]
    [InlineData("matches: b", "[\"abc\"]", "wrong-type")]
    [InlineData("min-length: 3", "\"😀\\ud83d\\ude00é\"", null)]
    [InlineData("min-length: 4", "\"😀\\ud83d\\ude00é\"", "too-short")]
    [InlineData("max-length: 2", "\"😀😀\"", null)]
    [InlineData("max-length: 1", "[1,[2,3]]", "too-long")]
    [InlineData("min-length: 2", "[1,[2,3]]", null)]
    [InlineData("min-length: 1", "\"\"", "too-short")]
    [InlineData("min-length: 1", "{\"a\":1}", "wrong-type")]
    [InlineData("exists: true", "null", null)]
    [InlineData("exists: false", "null", "field-exists")]
    public void A_condition_keeps_or_drops_by_the_value(string condition, string value, string? reason)
    {
        var row = $$"""{"m":[{"x":{{value}}}]}""";
        StepBench.Apply("filter", $"{{ field: 'm[0].x', {condition} }}", row).ShouldBe(reason is null ? row : "drop: " + reason);
    }

    [Theory]
    [InlineData("min: 1", "drop: missing-field")]
    [InlineData("exists: true", "drop: missing-field")]
    [InlineData("exists: false", "{\"y\":1}")]
    [InlineData("min: 1, missing: drop", "drop: missing-field")]
    [InlineData("min: 1, missing: keep", "{\"y\":1}")]
    public void A_missing_field_is_a_reason_of_its_own(string condition, string fate)
        => StepBench.Apply("filter", $"{{ field: x, {condition} }}", "{\"y\":1}").ShouldBe(fate);

    [Fact]
    public void A_pattern_that_never_ends_quarantines_the_row()
        => StepBench.Apply("filter", "{ field: x, matches: '^(a+)+$' }", "{\"x\":\"" + new string('a', 60) + "!\"}").ShouldBe("quarantine: match-timeout");

    [Theory]
    [InlineData("{ field: x }", "no condition")]
    [InlineData("{ field: 'x..y', min: 1 }", "empty name")]
    [InlineData("{ field: x, min: 2, max: 1 }", "keeps nothing")]
    [InlineData("{ field: x, min-length: 2, max-length: 1 }", "keeps nothing")]
    [InlineData("{ field: x, min-length: -1 }", "below 0")]
    [InlineData("{ field: x, in: [] }", "names no value")]
    [InlineData("{ field: x, exists: false, min: 1 }", "absent")]
    [InlineData("{ field: x, exists: true, missing: keep }", "keep the rows that lack it")]
    [InlineData("{ field: x, min: 1, missing: perhaps }", "expects one of drop, keep; found 'perhaps'")]
    [InlineData("{ field: x, matches: '(' }", "not a regular expression")]
    [InlineData("{ min: 1 }", "'field' is missing")]
    [InlineData("{ field: x, minn: 1 }", "Did you mean 'min'?")]
    [InlineData("{ field: x, min: many }", "expects a number; found 'many'")]
    public void Options_that_make_no_sense_are_refused(string options, string expected)
        => StepBench.Faults("filter", options).ShouldContain(expected);
}

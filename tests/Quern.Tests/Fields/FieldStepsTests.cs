namespace Quern.Tests.Fields;

public sealed class FieldStepsTests
{
    [Theory]
    [InlineData("{ a: b }", "{\"a\":1, \"c\" : 2.50}", "{\"b\":1, \"c\" : 2.50}")]
    [InlineData("{ a: b, b: a }", "{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}")]
    [InlineData("{ a: b, b: c }", "{\"a\":1,\"b\":2}", "{\"b\":1,\"c\":2}")]
    [InlineData("{ ab: c }", "{\"a\\u0062\":1}", "{\"c\":1}")]
    [InlineData("{ a: b }", "{\"a\":1,\"\\u0062\":2}", "quarantine: field-exists")]
    [InlineData("{ a: b }", "{\"x\":{\"a\":1}}", "{\"x\":{\"a\":1}}")]
    [InlineData("{ a: a }", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("{ a: c, b: c }", "{\"b\":1}", "{\"c\":1}")]
    [InlineData("{ a: c, b: c }", "{\"a\":1,\"b\":2}", "quarantine: field-exists")]
    public void Rename_changes_names_at_once(string fields, string row, string fate)
        => StepBench.Apply("rename", $"{{ fields: {fields} }}", row).ShouldBe(fate);

    [Theory]
    [InlineData("{ fields: { a: '' } }", "empty name")]
    [InlineData("{ fields: {} }", "no fields")]
    [InlineData("{ fields: [a] }", "expects names and values; found a list")]
    [InlineData("{ fields: { a: [b] } }", "nested deeper")]
    public void Rename_refuses(string options, string expected) => StepBench.Faults("rename", options).ShouldContain(expected);

    [Theory]
    [InlineData("[a, b]", "{\"b\":1,\"x\":2,\"a\":3}", "{\"b\":1,\"a\":3}")]
    [InlineData("[ab]", "{\"a\\u0062\":1,\"x\":2}", "{\"a\\u0062\":1}")]
    [InlineData("[a]", "{ \"a\" : 1 }", "{ \"a\" : 1 }")]
    [InlineData("[z]", "{\"a\":1}", "{}")]
    public void Keep_fields_leaves_the_others_out(string fields, string row, string fate)
        => StepBench.Apply("keep-fields", $"{{ fields: {fields} }}", row).ShouldBe(fate);

    [Theory]
    [InlineData("[a]", "{\"a\":1}", "{}")]
    [InlineData("[a, n.b, 'l[1].c', z]", "{\"a\":1,\"n\":{\"b\":{},\"c\":2},\"l\":[0,{\"c\":1}]}", "{\"n\":{\"c\":2},\"l\":[0,{}]}")]
    [InlineData("[a, a.b]", "{\"a\":{\"b\":1},\"c\":1}", "{\"c\":1}")]
    [InlineData("['\"a]\"', 'a]']", "{\"a]\":1,\"b\":2}", "{\"b\":2}")]
    public void Drop_fields_cuts_them_out(string fields, string row, string fate)
        => StepBench.Apply("drop-fields", $"{{ fields: {fields} }}", row).ShouldBe(fate);

    [Fact]
    public void Drop_fields_refuses_an_element_of_a_list() => StepBench.Faults("drop-fields", "{ fields: ['a[0]'] }").ShouldContain("element of a list");

    [Theory]
    [InlineData("{ field: b, value: x }", "{\"a\":1}", "{\"a\":1,\"b\":\"x\"}")]
    [InlineData("{ field: b, value: '[1, \"\u2028\"]', json: true }", "{}", "{\"b\":[1, \"\u2028\"]}")]
    [InlineData("{ field: b, from: 'a.c[1]' }", "{\"a\":{\"c\":[1,2.50]}}", "{\"a\":{\"c\":[1,2.50]},\"b\":2.50}")]
    [InlineData("{ field: b, from: z }", "{\"a\":1}", "quarantine: missing-field")]
    [InlineData("{ field: b, value: x }", "{\"\\u0062\":1}", "quarantine: field-exists")]
    [InlineData("{ field: b, value: x, overwrite: true }", "{\"\\u0062\":1}", "{\"\\u0062\":\"x\"}")]
    [InlineData("{ field: b, from: b, overwrite: true }", "{\"b\":1}", "{\"b\":1}")]
    public void Add_field_adds_a_value(string options, string row, string fate)
        => StepBench.Apply("add-field", options, row).ShouldBe(fate);

    [Theory]
    [InlineData("{ field: b }", "either value or from")]
    [InlineData("{ field: b, value: x, from: y }", "either value or from")]
    [InlineData("{ field: b, value: 'x', json: true }", "not JSON")]
    [InlineData("{ field: b, value: '1,\"c\":2', json: true }", "not JSON")]
    [InlineData("{ field: b, value: '{\"a\":1,\"a\":2}', json: true }", "twice")]
    [InlineData("{ field: b, from: x, json: true }", "json but no value")]
    [InlineData("{ field: '', value: x }", "needs a name")]
    public void Add_field_refuses(string options, string expected) => StepBench.Faults("add-field", options).ShouldContain(expected);
}

using System.Text.Json;

namespace Quern.Tests.Dedup.Reference;

public sealed class ReferenceTextTests
{
    [Theory]
    [InlineData("""{"instruction":"a","response":"b"}""", "a\nb")]
    [InlineData("""{"response":"b","instruction":"a"}""", "b\na")]
    [InlineData("""{"n":1,"flag":true,"none":null,"text":"a"}""", "a")]
    [InlineData("""{"id":"x","source_dataset":"y","role":"z","from":"w","text":"a"}""", "a")]
    [InlineData("""{"id":{"deep":"x"},"m":[{"role":"user","content":"a"},{"from":"gpt","value":["b",["c"]]}]}""", "a\nb\nc")]
    [InlineData("""{"\u0069d":"x","text":"a\nb\"c\"\u00e9\ud83d\ude00\/"}""", "a\nb\"c\"é😀/")]
    [InlineData("""{"a":"","b":""}""", "\n")]
    [InlineData("{}", "")]
    public void Without_fields_every_string_is_text(string row, string text) => Text(row, null).ShouldBe(text);

    [Theory]
    [InlineData("""{"response":"b","instruction":"a","id":"x"}""", "a\nb")]
    [InlineData("""{"response":"b"}""", "\nb")]
    [InlineData("""{"instruction":null,"response":null}""", "\n")]
    [InlineData("""{"instruction":1.50,"response":true}""", "1.50\ntrue")]
    [InlineData("""{"instruction":["x",1,{"role":"y","z":["w"]}],"response":{}}""", "x\nw\n")]
    public void Fields_are_joined_in_their_order(string row, string text) => Text(row, ["instruction", "response"]).ShouldBe(text);

    [Theory]
    [InlineData("messages[1].content", "b")]
    [InlineData("messages[2].content", "")]
    [InlineData("messages.content", "")]
    [InlineData("meta.lang", "en")]
    [InlineData("meta[0]", "")]
    [InlineData("id", "x")]
    public void A_path_leads_inside(string path, string text)
        => Text("""{"id":"x","messages":[{"content":"a"},{"content":"b"}],"meta":{"lang":"en"}}""", [path]).ShouldBe(text);

    [Theory]
    [InlineData("""{"score":30e-1}""", 3.0)]
    [InlineData("""{"score":-0.5}""", -0.5)]
    [InlineData("""{"score":"9"}""", null)]
    [InlineData("""{"score":null}""", null)]
    [InlineData("""{"score":[1]}""", null)]
    [InlineData("{}", null)]
    public void Only_a_number_is_a_number(string row, double? number)
    {
        using var document = JsonDocument.Parse(row);
        ReferenceText.Number(document.RootElement, "score").ShouldBe(number);
    }

    private static string Text(string row, IReadOnlyList<string>? by)
    {
        using var document = JsonDocument.Parse(row);
        return ReferenceText.Of(document.RootElement, by);
    }
}

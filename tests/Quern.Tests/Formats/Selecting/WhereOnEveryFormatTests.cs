using Quern.Rows;

namespace Quern.Tests.Formats.Selecting;

/// <summary>The same wheres over the same rows in every format keep the same rows.</summary>
public sealed class WhereOnEveryFormatTests : IDisposable
{
    private static readonly string[] Rows =
    [
        """{"id":0,"language":"English","toxic":false,"score":1,"text":"It's a \"quote\"","note":"n","header":{"lang":"en","depth":1},"conversation":[{"role":"user","content":"hi"},{"role":"assistant","content":"yo"},{"role":"user","content":"ok"}],"tags":["a","b"]}""",
        """{"id":1,"language":"German","toxic":true,"score":2.5,"text":"grüße 😀","note":null,"header":{"lang":"de","depth":null},"conversation":[],"tags":[]}""",
        """{"id":2,"language":"English","toxic":true,"score":-3,"text":"100%","header":null,"conversation":[{"role":"assistant","content":null}],"tags":["b"]}""",
        """{"id":3,"language":null,"toxic":null,"score":null,"text":"line\nbreak \\ .","note":"N","header":{"lang":"x"},"conversation":null,"tags":null}""",
        """{"id":4,"language":"Fran\u00e7ais","toxic":false,"score":1e3,"text":"a","note":"","header":{"lang":"en","depth":9007199254740993},"conversation":[{"role":"user","content":"a"},{"role":"user","content":"b"}],"tags":["a",null]}""",
        """{"text":"日本語","id":5}""",
    ];

    private readonly SelectionBench _bench = new();

    public static TheoryData<string, string> FlatWheres => new()
    {
        { "language = 'English'", "0 2" },
        { "language = 'English' and not toxic", "0" },
        { "LANGUAGE = 'English' AND \"toxic\"", "2" },
        { "toxic", "1 2" },
        { "not toxic", "0 4" },
        { "toxic is null", "3 5" },
        { "note is null", "1 2 5" },
        { "note is not null and note <> ''", "0 3" },
        { "language is distinct from 'English'", "1 3 4 5" },
        { "score > 1", "1 4" },
        { "score = 2.5 or score < 0", "1 2" },
        { "score = 1000", "4" },
        { "id >= 2 and id % 2 = 0", "2 4" },
        { "id in (1, 3, 99)", "1 3" },
        { "language in ('German', 'Français')", "1 4" },
        { "language like 'E%'", "0 2" },
        { "language ilike 'g%'", "1" },
        { "text like '%''%'", "0" },
        { "contains(text, '\"')", "0" },
        { "text = 'grüße 😀'", "1" },
        { "length(text) = 3", "5" },
        { "text like '100\\%' escape '\\'", "2" },
        { "contains(text, chr(10)) and contains(text, '\\')", "3" },
        { "regexp_matches(text, '^[a-z]$')", "4" },
        { "case when toxic then id > 1 else id = 0 end", "0 2" },
        { "try_cast(text as integer) is null -- a comment at the end", "0 1 2 3 4 5" },
        { "/* a comment */ language = 'English' or\n language = 'German'", "0 1 2" },
        { "true", "0 1 2 3 4 5" },
        { "1 = 2", "" },
        { "coalesce(language, text) between 'E' and 'F'", "0 2" },
    };

    public static TheoryData<string, string> NestedWheres => new()
    {
        { "header.lang = 'en'", "0 4" },
        { "header['lang'] = 'de'", "1" },
        { "header.depth is not null", "0 4" },
        { "header.depth = 9007199254740993", "4" },
        { "header is null", "2 5" },
        { "len(conversation) > 1", "0 4" },
        { "len(conversation) = 0", "1" },
        { "conversation[1].role = 'user'", "0 4" },
        { "conversation[-1].content is null", "1 2 3 5" },
        { "list_contains(tags, 'a')", "0 4" },
        { "'b' in tags", "0 2" },
        { "len(list_filter(conversation, lambda turn: turn.role = 'user')) = 2", "0 4" },
        { "len(list_filter(conversation, turn -> turn.role = 'user')) = 2", "0 4" },
        { "len([turn for turn in conversation if turn.content = 'hi']) = 1", "0" },
        { "tags = ['a', 'b']", "0" },
        { "header->>'lang' = 'en'", "0 4" },
        { "list_aggregate(tags, 'max') = 'b'", "0 2" },
    };

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(FlatWheres))]
    public void A_where_on_plain_fields_keeps_the_same_rows(string where, string kept)
    {
        Check("rows.jsonl", Rows, where, kept);
        Check("rows.json", Rows, where, kept);
        Check("rows.parquet", Rows, where, kept);
        Check("rows.csv", Rows.Select(Flat), where, kept);
    }

    [Theory]
    [MemberData(nameof(NestedWheres))]
    public void A_where_on_nested_fields_keeps_the_same_rows(string where, string kept)
    {
        Check("rows.jsonl", Rows, where, kept);
        Check("rows.json", Rows, where, kept);
        Check("rows.parquet", Rows, where, kept);
    }

    [Theory]
    [InlineData("langage = 'English'", "'langage'", "Did you mean 'language'?", "id, language, toxic, score, text")]
    [InlineData("language = \"English\"", "'English'", "in single quotes", "The where: language")]
    [InlineData("text > 5", "Cannot compare", "VARCHAR", "text is VARCHAR")]
    [InlineData("sum(score) > 5", "aggregates")]
    [InlineData("no_such_function(text)", "no_such_function")]
    [InlineData("language = ", "no condition", "syntax error")]
    [InlineData("current_date > '2020-01-01'", "current_date", "same rows each time")]
    [InlineData("random() > 0.5", "random", "same rows each time")]
    public void A_where_that_cannot_be_used_is_a_fault_of_the_recipe_on_every_format(string where, params string[] parts)
    {
        foreach (var name in new[] { "rows.jsonl", "rows.json", "rows.parquet", "rows.csv" })
        {
            var path = _bench.Write(name, name.EndsWith(".csv", StringComparison.Ordinal) ? Rows.Select(Flat) : Rows);
            var fault = Should.Throw<RecipeFault>(() => _bench.Read(path, where));
            foreach (var part in parts)
            {
                fault.Message.ShouldContain(part, Case.Sensitive, name);
            }
        }
    }

    private void Check(string name, IEnumerable<string> rows, string where, string kept)
    {
        var selected = _bench.Read(_bench.Write(name, rows), where);
        string.Join(' ', selected.Ordinals).ShouldBe(kept, $"{name}: {where}");
        selected.Broken.ShouldBeEmpty();
        (selected.Rows.Count + selected.LeftOut).ShouldBe(Rows.Length);
        if (name.EndsWith(".jsonl", StringComparison.Ordinal))
        {
            selected.Rows.ShouldBe(selected.Ordinals.Select(static o => Rows[(int)o]));
        }
    }

    private static string Flat(string row)
    {
        var nested = row.IndexOf(",\"header\"", StringComparison.Ordinal);
        return nested < 0 ? row : row[..nested] + "}";
    }
}

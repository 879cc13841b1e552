using Quern.Plans.Inference;
using Quern.Rows;

namespace Quern.Tests.Plans.Inference;

public sealed class TableFaultTests
{
    private const string Scope = "numbers: { two: 2 }\nscales: { dozen: 12 }\n";
    private const string Sensitivity = "levels: { 5: [password] }";
    private const string Domains = "default: general\ndomains: { weather: [rain] }";

    [Theory]
    [InlineData("tools: { a: { level: 1 } }\ndefault: b", "tools.yaml:2:10: There is no tool 'b'. Known: a.")]
    [InlineData("tools: { a: { level: 9 } }\ndefault: a", "tools.yaml:1:22: level is a whole number from 1 to 5; found '9'.")]
    [InlineData("tools: { a: { level: 1, intent: retrive } }\ndefault: a", "tools.yaml:1:33: There is no intent 'retrive'")]
    [InlineData("tools:\n  a: { level: 1, verb: [x] }\ndefault: a", "tools.yaml:2:18: A tool has no key 'verb'.")]
    [InlineData("tools:\n  a: { level: 1, verbs: [Delete] }\ndefault: a", "tools.yaml:2:26: 'Delete' cannot be found in texts")]
    [InlineData("tools:\n  a: { level: 1, verbs: [seventeenletters17] }\ndefault: a", "tools.yaml:2:26: 'seventeenletters17' cannot be found in texts")]
    [InlineData("tools:\n  a: { level: 1, verbs: [a b c d e] }\ndefault: a", "tools.yaml:2:26: 'a b c d e' cannot be found in texts")]
    [InlineData("tools:\n  a: { level: 1, verbs: [x, y, x] }\ndefault: a", "tools.yaml:2:32: 'x' stands under 'verbs' a second time.")]
    [InlineData("tools:\n  a: { level: 1, verbs: [x] }\n  b: { level: 1, verbs: [x] }\ndefault: a", "tools.yaml:3:26: 'x' is a verb of another tool already.")]
    [InlineData("tools:\n  a: { level: 1, deletes: maybe }\ndefault: a", "tools.yaml:2:27: deletes is true or false.")]
    [InlineData("tools: { a: { level: 1, verbs: 7 } }\ndefault: a\nopening: [x]", "tools.yaml:3:1: A table of tools has no key 'opening'.")]
    [InlineData("default: a", "'tools' is missing")]
    [InlineData("[", "This is not YAML")]
    [InlineData("", "The table is empty.")]
    public void A_table_of_tools_says_what_is_wrong_with_it(string text, string expected)
        => string.Join('\n', Should.Throw<RecipeFault>(() => ToolTable.Read(text, "tools.yaml")).Faults).ShouldContain(expected);

    [Theory]
    [InlineData("- { intent: delete, tool: t, level: 1, words: [x] }\n- { intent: send, tool: u, level: 1, words: [x] }", "attacks.yaml:2:46: 'x' is a word of another tool already.")]
    [InlineData("- { tool: t, words: [x] }", "attacks.yaml:1:3: level is a whole number from 1 to 5.")]
    [InlineData("a: b", "The table of attacks is a list")]
    public void A_table_of_attacks_says_what_is_wrong_with_it(string text, string expected)
        => string.Join('\n', Should.Throw<RecipeFault>(() => AttackTable.Read(text, "attacks.yaml")).Faults).ShouldContain(expected);

    [Theory]
    [InlineData(Scope + "words: [{ volume: 1, words: [all] }]", Sensitivity, Domains, "scope.yaml:3:19: volume is a whole number from 2")]
    [InlineData(Scope + "leads: [two]", Sensitivity, Domains, "'two' has another meaning in this table already.")]
    [InlineData(Scope + "units: row", "levels: { 6: [x] }", Domains, "sensitivity.yaml:1:11: A level is a whole number from 2 to 5; found '6'.")]
    [InlineData(Scope + "words: all", Sensitivity, Domains, "scope.yaml:3:8: 'words' is a list")]
    [InlineData(Scope + "limits: [Top-K]", Sensitivity, Domains, "scope.yaml:3:10: 'Top-K' cannot be the name of an argument here")]
    [InlineData("numbers: { two: many }\nscales: {}", Sensitivity, Domains, "scope.yaml:1:17: 'two' is a whole number")]
    [InlineData(Scope, "levels: { 5: [x], 4: [x] }", Domains, "sensitivity.yaml:1:23: 'x' has another level already.")]
    [InlineData(Scope, Sensitivity, "domains: { weather: [rain] }", "'default' is missing or is not one text.")]
    [InlineData(Scope, Sensitivity, "default: general\ndomains:\n  a: [rain]\n  b: [rain]", "domains.yaml:4:7: 'rain' belongs to another domain already.")]
    public void Tables_of_texts_say_what_is_wrong_with_them(string scope, string sensitivity, string domains, string expected)
        => string.Join('\n', Should.Throw<RecipeFault>(() => TextTable.Read(scope, sensitivity, domains)).Faults).ShouldContain(expected);

    [Fact]
    public void Small_tables_are_enough() => TextTable.Read(Scope, Sensitivity, Domains).Words.Length.ShouldBe(4);
}

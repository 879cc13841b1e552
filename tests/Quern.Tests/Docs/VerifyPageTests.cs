using System.Text;
using System.Text.RegularExpressions;
using Quern.Reports.Verify;

namespace Quern.Tests.Docs;

/// <summary>The page of <c>verify</c> has every kind of fault, as the program tells it.</summary>
public sealed class VerifyPageTests
{
    [Fact]
    public void The_page_lists_every_kind_of_fault()
    {
        var table = new StringBuilder("| Kind | Meaning |\n|---|---|\n");
        foreach (var kind in FaultKinds.All)
        {
            table.Append($"| `{kind.Name}` | {kind.Meaning} |\n");
        }

        var page = DocsFolder.Read("docs/verbs/verify.md");
        Regex.Match(page, "<!-- kinds -->\n(?<table>.*?)<!-- /kinds -->", RegexOptions.Singleline).Groups["table"].Value.ShouldBe(table.ToString());
    }

    [Fact]
    public void Every_kind_has_its_own_name_and_meaning()
    {
        FaultKinds.All.Select(static k => k.Name).ShouldBeUnique();
        FaultKinds.All.Select(static k => k.Meaning).ShouldBeUnique();
        typeof(FaultKinds).GetFields().Where(static f => f.IsLiteral).Select(static f => (string)f.GetRawConstantValue()!).ShouldBe(FaultKinds.All.Select(static k => k.Name), ignoreOrder: true);
    }
}

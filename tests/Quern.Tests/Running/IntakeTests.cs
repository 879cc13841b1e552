using System.Text;
using Quern.Rows;
using Quern.Running;
using Quern.Steps;

namespace Quern.Tests.Running;

public sealed class IntakeTests
{
    [Fact]
    public void A_row_that_the_reader_found_broken_is_quarantined_with_the_readers_fault()
    {
        var source = new SourceSpec("s", []);
        var chain = new RowChain([], [source], new StepContext("", 1, ["s"], ""), withPlaces: false, withRejects: true);
        var work = new BatchWork();
        var rows = work.Input.Rows;
        rows.Trusted = true;
        rows.Text.Append("{\"a\":1}\n1,2\n{\"a\":2}\n"u8);
        rows.Add(0, 7);
        rows.AddBroken(8, 3, new RowFault("csv-columns", "why"));
        rows.Add(12, 7);

        var kept = chain.Apply(work);

        Encoding.UTF8.GetString(kept.Span).ShouldBe("{\"a\":1}\n{\"a\":2}\n");
        var reject = Encoding.UTF8.GetString(work.Rejects.Span);
        reject.ShouldContain("\"reason\":\"csv-columns\"");
        reject.ShouldContain("\"raw\":\"1,2\"");
        work.Counts.ShouldBe(new BatchCounts(3, 2, 0, 1));
    }
}

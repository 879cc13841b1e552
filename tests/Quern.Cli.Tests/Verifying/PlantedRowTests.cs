using System.Text;

namespace Quern.Cli.Tests.Verifying;

/// <summary>One defect in one row: its kind is told, with file, line and id, and nothing else is.</summary>
public sealed class PlantedRowTests : IDisposable
{
    private const int Row = 5;

    private readonly VerifyProgram _verify = new();

    public static TheoryData<string> Names { get; } = [.. PlantedRows.All.Select(static c => c.Name)];

    public void Dispose() => _verify.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_defect_is_told_as_what_it_is(string name)
    {
        var planted = PlantedRows.All.Single(c => c.Name == name);
        var rows = CleanRows.Of(planted.Clean);
        _verify.Write("data.jsonl", rows);
        var told = _verify.Planted(
            () =>
            {
                var bytes = rows.Select(static r => Encoding.UTF8.GetBytes(r + "\n")).ToArray();
                var row = planted.Defect(rows[Row - 1]);
                row.ShouldNotBe(Encoding.UTF8.GetBytes(rows[Row - 1]), "nothing was planted");
                bytes[Row - 1] = [.. row, (byte)'\n'];
                _verify.Quern.Write("data.jsonl", bytes.SelectMany(static b => b).ToArray());
            },
            ["data.jsonl", .. planted.Options]);
        told.ShouldBe([new Told(planted.Kind, "data.jsonl", Row, planted.Id)]);
    }

    [Fact]
    public void Every_case_has_its_own_name() => PlantedRows.All.Select(static c => c.Name).ShouldBeUnique();
}

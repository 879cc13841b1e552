using Quern.Reports.Verify;
using Quern.Running;

namespace Quern.Tests.Reports.Verify;

/// <summary>Files of many batches, which debug builds cut small: what is found stands on the right lines, whatever the number of cores.</summary>
public sealed class VerifyBatchesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Faults_of_all_batches_are_told_in_order(int workers)
    {
        var train = Enumerable.Range(1, 400).Select(Row).ToList();
        var test = Enumerable.Range(1001, 60).Select(Row).ToList();
        train[119] = "{\"id\":\"t-120\",\"text\":\"a row of another shape\"}";
        train[199] = "";
        train[299] = "{broken";
        test[40] = Row(251);
        test[50] = Row(260).Replace("\"r-260\"", "\"x-260\"", StringComparison.Ordinal).Replace("Tell of", "Speak of", StringComparison.Ordinal).Replace("for the last time", "for the very last time", StringComparison.Ordinal);
        Write("train.jsonl", string.Join('\n', train) + "\n{\"id\":\"cut\",\"instr");
        Write("test.jsonl", string.Join('\n', test) + "\n");
        var result = new VerifyRun(new VerifyOptions { Near = true, Threshold = 0.5 }, new VerifyTargets(), workers, new RunProgress(), TestContext.Current.CancellationToken).Run([_folder], isWhole: true);
        result.Faults.SelectMany(static f => f.Found).Select(static f => (f.Kind, Path.GetFileName(f.File), f.Line, f.Id)).ShouldBe(
        [
            (FaultKinds.TruncatedFile, "train.jsonl", 401, null), (FaultKinds.UnreadableRow, "train.jsonl", 300, null), (FaultKinds.UnreadableRow, "train.jsonl", 401, null),
            (FaultKinds.MixedShapes, "train.jsonl", 120, "t-120"), (FaultKinds.LeakedRow, "train.jsonl", 251, "r-251"), (FaultKinds.LeakedNearDuplicate, "train.jsonl", 260, "r-260"),
        ]);
        result.Sets.ShouldHaveSingleItem().Rows.ShouldBe(460);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Row(int i)
        => $"{{\"id\":\"r-{i}\",\"instruction\":\"Tell of house {i * 13} by the river\",\"output\":\"In the year {1000 + i} the miller of page {i * 7} wrote for the last time that wheel {i} and gate {i * 3} had to be mended before the feast of saint {i * 11}\"}}";

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}

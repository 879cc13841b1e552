using System.Text;
using Quern.Formats.Shards;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Tests.Mixing;

/// <summary>A set of rows in as many shards as asked for, and what a set step makes of it.</summary>
internal sealed class SetBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-test-").FullName;
    private int _sets;

    /// <summary>A context with a seed.</summary>
    public StepContext Context(ulong seed) => new("step", seed, ["one", "two"], _folder);

    /// <summary>Writes rows, with their places, into shards.</summary>
    public ShardSet Shards(IReadOnlyList<(string Row, Place Place)> rows, int shards)
    {
        var list = new List<Shard>();
        var set = _sets++;
        var size = (rows.Count + shards - 1) / shards;
        for (var i = 0; i < shards; i++)
        {
            using var writer = new ShardWriter(Path.Combine(_folder, $"set-{set}-{i}.jsonl"));
            foreach (var (row, place) in rows.Skip(i * size).Take(size))
            {
                writer.Append(Encoding.UTF8.GetBytes(row + "\n"), [place]);
            }

            list.Add(writer.Complete(durable: false));
        }

        return new ShardSet(list);
    }

    /// <summary>So many rows, half of them from each of two sources.</summary>
    public static List<(string Row, Place Place)> Rows(int count)
        => [.. Enumerable.Range(0, count).Select(i => ($"{{\"i\":{i}}}", new Place(i * 2 / Math.Max(count, 1), i)))];

    /// <summary>The rows that the step keeps, in its order; all others must have been dropped.</summary>
    public static List<string> Apply(SetStep step, ShardSet rows)
    {
        var output = new Output();
        step.Apply(rows, output, TestContext.Current.CancellationToken);
        (output.Kept.Count + output.Dropped).ShouldBe((int)rows.Rows);
        return output.Kept;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Output : SetOutput
    {
        public List<string> Kept { get; } = [];

        public int Dropped { get; private set; }

        public override void Keep(Row row) => Kept.Add(Encoding.UTF8.GetString(row.Json));

        public override void Drop(Row row, string reason)
        {
            reason.ShouldBe("not-sampled");
            Dropped++;
        }

        public override void Quarantine(Row row, RowFault fault) => throw new InvalidOperationException(fault.Message);

        public override void Count(Row row, string what) => throw new InvalidOperationException("Nothing is counted here.");

        public override void Make(ReadOnlySpan<byte> json) => throw new InvalidOperationException("No row is made here.");

        public override void Report(System.Text.Json.Nodes.JsonObject details) => throw new InvalidOperationException("Nothing is reported here.");

        public override void Repeat(Row row) => throw new InvalidOperationException("No row is repeated here.");

        public override void Split(IReadOnlyList<string> names) => throw new InvalidOperationException("Nothing is split here.");

        public override void Keep(Row row, int part) => throw new InvalidOperationException("Nothing is split here.");

        public override void Unmet(string what) => throw new InvalidOperationException(what);

        public override void Consume(int source, long rows) => throw new InvalidOperationException("No row is consumed here.");
    }
}

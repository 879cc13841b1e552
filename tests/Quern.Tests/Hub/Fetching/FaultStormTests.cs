using Quern.HubStandIn.Faults;
using Quern.Rows;

namespace Quern.Tests.Hub.Fetching;

/// <summary>
/// Whatever a network does, a reader gets the file's bytes or a fault, never other bytes and a good end; and once the
/// network is well, the file is had.
/// </summary>
public sealed class FaultStormTests : FetchCase
{
    private const string Jsonl = "data/a.jsonl";

    private static readonly string Text = Lines(20_000);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    // One for each request of the first few: some of them make no sense together.
    private static Fault Some(Random random, int request)
    {
        var at = random.Next(Content.Length);
        var fault = random.Next(12) switch
        {
            0 or 1 or 2 => FaultOf.Cut(at),
            3 => FaultOf.Reset(at),
            4 => FaultOf.RangeOverlooked() with { CutAfter = at },
            5 => FaultOf.RangeOverlooked(),
            6 => FaultOf.WrongByte(at),
            7 => FaultOf.AnnouncedTooShort(at),
            8 => FaultOf.AnnouncedTooLong(at),
            9 => FaultOf.WebPage(),
            10 => FaultOf.Expired(),
            _ => FaultOf.Drop(),
        };
        return fault with { Skip = request };
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_reader_gets_the_right_bytes_or_a_fault(int seed)
    {
        var random = new Random(seed);
        AddContent(Jsonl);
        Settings = Settings with { Retries = 4 };
        Enumerable.Range(0, random.Next(3, 8)).ToList().ForEach(i => Befall(Some(random, i)));
        var faults = new List<string>();
        while (faults.Count < 8)
        {
            try
            {
                ReadText(await FileAsync(Jsonl)).ShouldBe(Text);
                (await File.ReadAllBytesAsync(Kept.BlobOf(Id, Listed(Jsonl).Etag), Stop)).ShouldBe(Content);
                return;
            }
            catch (RunFault fault)
            {
                faults.Add(fault.Message);
            }
        }

        Assert.Fail(string.Join('\n', faults));
    }
}

using System.Text.Json;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Faults;

namespace Quern.Cli.Tests;

/// <summary>The real program against a stand-in of the Hub.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private const string Secret = "hf_secretOfAnn";
    private const string Id = "ann/rows";
    private const int Interrupt = 2;

    private readonly QuernProgram _quern = new();
    private StandInHub _stand = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stand = await StandInHub.StartAsync();
        _stand.Add(new StandInUser("ann", Secret, MayWrite: true));
        _quern.Environment["HF_ENDPOINT"] = _stand.Address;
        _quern.Environment["HF_TOKEN"] = Secret;
    }

    public async ValueTask DisposeAsync()
    {
        _stand.Violations.ShouldBeEmpty();
        await _stand.DisposeAsync();
        _quern.Dispose();
    }

    [Fact]
    public void A_folder_is_pushed_and_pushed_again()
    {
        _quern.Write("out/train.jsonl", "{\"a\":1}\n{\"a\":2}\n");
        var first = Run(0, "push", "out", Id, "--licence", "mit");
        first.Output.ShouldStartWith($"{Id} (main): made; 2 files sent, ");
        first.Output.ShouldEndWith($"{_stand.Address}/datasets/{Id}/commit/{_stand.Find(Id)!.Head.Id}\n");
        first.Errors.ShouldBeEmpty();
        Run(0, "push", "--input", "out", Id).Output.ShouldBe($"{Id} (main): nothing to do, 1 file is there already (16 bytes)\n{_stand.Address}/datasets/{Id}\n");
    }

    [Fact]
    public void What_was_pushed_with_a_fault_in_the_middle_comes_back_byte_for_byte()
    {
        _stand.Settings.PartsAbove = 2_000_000;
        _stand.Settings.PartLength = 1_000_000;
        for (var i = 0; i < 3; i++)
        {
            _quern.Write($"out/data/train-0000{i}-of-00003.jsonl", Rows(52_000, i));
        }

        _stand.Faults.Add(FaultOf.Status(400) with { Kind = RequestKind.Part, Skip = 12, Times = Fault.Always });
        Run(6, "push", "out", Id, "--licence", "mit");
        _stand.Faults.Clear();
        Run(0, "push", "out", Id, "--licence", "mit");
        Run(0, "pull", Id, "-o", "back.jsonl");
        _quern.Read("back.jsonl").ShouldBe(Rows(52_000, 0) + Rows(52_000, 1) + Rows(52_000, 2));
        Run(0, "pull", Id, "--max", "1", "--json", "-o", "one.jsonl").Output.ShouldContain("\"licence\": \"mit\"");
    }

    [Fact]
    public void The_result_is_there_for_programs_too()
    {
        _quern.Write("rows.jsonl", "{\"a\":1}\n");
        var outcome = Run(0, "push", "rows.jsonl", Id, "--json", "--private");
        using var json = JsonDocument.Parse(outcome.Output);
        var result = json.RootElement;
        result.GetProperty("commit").GetString().ShouldBe(_stand.Find(Id)!.Head.Id);
        (result.GetProperty("files_sent").GetInt32(), result.GetProperty("card").GetString(), result.GetProperty("created").GetBoolean()).ShouldBe((2, "made", true));
        result.GetProperty("notes")[0].GetString()!.ShouldContain("names no licence");
        outcome.Errors.ShouldContain("names no licence");
        _stand.Find(Id)!.Private.ShouldBeTrue();
    }

    [Fact]
    public void A_dry_run_lists_every_file_and_sends_nothing()
    {
        _quern.Write("out/train.jsonl", "{\"a\":1}\n");
        _quern.Write("out/train.stats.json", "{}");
        var outcome = Run(0, "push", "out", Id, "--dry-run");
        outcome.Output.ShouldBe("""
            ann/rows (main): would be made
              new       regular      8 bytes  train.jsonl
              made      regular               README.md
              left out                        train.stats.json (statistics beside rows)
            2 files to send, at most 8 bytes; 0 files unchanged; 1 left out
            Nothing was sent. What is large is decided by the Hub when files are sent; large files that it has already are not sent again.

            """.ReplaceLineEndings("\n"));
        _stand.Requests.Where(static r => r.Method != "GET").ShouldBeEmpty();
        Run(0, "push", "out", Id, "--dry-run", "--json").Output.ShouldContain("\"state\": \"made\"");
    }

    [Fact]
    public void Rows_of_Parquet_stand_in_the_card()
    {
        _quern.Write("rows.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
        Run(0, "convert", "rows.jsonl", "-o", "out/train.parquet");
        Run(0, "push", "out", Id);
        System.Text.Encoding.UTF8.GetString(_stand.Find(Id)!.Head.Files["README.md"].Content.ToArray()).ShouldContain("| `train.parquet` | train | 3 |");
    }

    [Theory]
    [InlineData("push out rows", "Did you mean YOUR-NAME/rows?")]
    [InlineData("push out", "Only 'out' was named")]
    [InlineData("push", "Nothing was named")]
    [InlineData("push out more ann/rows", "push takes no further argument")]
    [InlineData("push none ann/rows", "none was not found")]
    [InlineData("push out ann/rows --privat", "Did you mean '--private'?")]
    [InlineData("push out ann/rows --licence a:b", "--licence cannot be 'a:b'")]
    public void What_is_wrong_is_said_before_anything_is_asked(string line, string expected)
    {
        _quern.Write("out/train.jsonl", "{}\n");
        Run(2, line.Split(' ')).Errors.ShouldContain(expected);
        _stand.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_token_the_exit_code_is_5()
    {
        _quern.Environment.Remove("HF_TOKEN");
        _quern.Write("rows.jsonl", "{}\n");
        Run(5, "push", "rows.jsonl", Id).Errors.ShouldContain("HF_TOKEN");
        _stand.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_without_the_right_to_write_is_5_and_no_network_is_6()
    {
        _stand.Add(new StandInUser("bob", "hf_ofBob"));
        _quern.Environment["HF_TOKEN"] = "hf_ofBob";
        _quern.Write("rows.jsonl", "{}\n");
        var outcome = Run(5, "push", "rows.jsonl", Id);
        outcome.Errors.ShouldContain("right to write");
        outcome.Errors.ShouldNotContain("hf_ofBob");
        _quern.Environment["HF_HUB_OFFLINE"] = "1";
        Run(6, "push", "rows.jsonl", Id).Errors.ShouldContain("HF_HUB_OFFLINE");
    }

    [Fact]
    public void A_wrong_environment_is_said()
    {
        _quern.Environment["HF_ENDPOINT"] = "hub";
        _quern.Environment["HF_HUB_ETAG_TIMEOUT"] = "soon";
        _quern.Write("rows.jsonl", "{}\n");
        var outcome = Run(2, "push", "rows.jsonl", Id);
        outcome.Errors.ShouldContain("HF_ENDPOINT expects an address");
        outcome.Errors.ShouldContain("found 'soon'");
    }

    [Fact]
    public async Task An_interrupted_push_says_how_to_go_on_and_goes_on()
    {
        var never = TwoFilesOfWhichTheSecondIsHeld("my rows");
        var process = _quern.Start("push", "my rows", Id, "--private", "--licence", "mit");
        await _stand.Requests.WaitFor(static r => r.Kind == RequestKind.Part && r.Faults.Count > 0, Stop);
        await _stand.Requests.WaitFor(static r => r.Kind == RequestKind.Verification, Stop);
        QuernProgram.Signal(process, Interrupt);
        var stopped = QuernProgram.Finish(process);
        stopped.Exit.ShouldBe(130);
        stopped.Errors.ShouldContain("interrupted; to go on: quern push 'my rows' ann/rows --private --licence mit");
        stopped.Errors.ShouldNotContain(Secret);
        never.SetResult();
        _stand.Faults.Clear();
        _stand.Requests.Clear();
        Run(0, "push", "my rows", Id, "--private");
        _stand.Requests.Of(RequestKind.Part).Sum(static r => r.BytesReceived).ShouldBe(250_000);
        _stand.Find(Id)!.Head.Files["b.bin"].Content.ToArray().ShouldBe(Noise(250_000));
    }

    [Fact]
    public async Task A_push_that_is_killed_in_a_large_file_sends_only_what_was_not_stored()
    {
        var never = TwoFilesOfWhichTheSecondIsHeld("out");
        var process = _quern.Start("push", "out", Id);
        await _stand.Requests.WaitFor(static r => r.Kind == RequestKind.Verification, Stop);
        process.Kill();
        await process.WaitForExitAsync(Stop);
        never.SetResult();
        _stand.Faults.Clear();
        _stand.Requests.Clear();
        Run(0, "push", "out", Id);
        _stand.Requests.Of(RequestKind.Part).Sum(static r => r.BytesReceived).ShouldBe(250_000);
    }

    // The store takes one of them; the last part of the other waits for what is given back.
    private TaskCompletionSource TwoFilesOfWhichTheSecondIsHeld(string folder)
    {
        _stand.Settings.PartsAbove = _stand.Settings.PartLength = 100_000;
        _quern.Write($"{folder}/a.bin", new byte[250_000]);
        _quern.Write($"{folder}/b.bin", Noise(250_000));
        var never = new TaskCompletionSource();
        _stand.Faults.Add(new Fault("held") { Kind = RequestKind.Part, Part = 3, Skip = 1, Times = Fault.Always, Release = never.Task });
        return never;
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    // Whatever comes of it, the token is in no output.
    private static string Rows(int count, int salt)
        => string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"n\":{i},\"salt\":{salt},\"text\":\"{new string((char)('a' + ((i + salt) % 26)), 150 + (i % 90))}\"}}\n"));

    private Outcome Run(int exit, params string[] arguments)
    {
        var outcome = _quern.Run(arguments);
        outcome.Exit.ShouldBe(exit, outcome.Errors);
        outcome.Output.ShouldNotContain(Secret);
        outcome.Errors.ShouldNotContain(Secret);
        return outcome;
    }
}

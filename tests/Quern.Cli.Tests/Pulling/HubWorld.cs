using System.Text;
using System.Text.Json;
using Quern.HubStandIn;
using Quern.HubStandIn.Counting;
using Quern.HubStandIn.Repositories;

namespace Quern.Cli.Tests.Pulling;

/// <summary>The real program beside a stand-in Hub.</summary>
internal sealed class HubWorld : IAsyncDisposable
{
    private HubWorld(StandInHub hub)
    {
        Hub = hub;
        Program.Environment["HF_ENDPOINT"] = hub.Address;
    }

    /// <summary>The Hub.</summary>
    public StandInHub Hub { get; }

    /// <summary>The program.</summary>
    public QuernProgram Program { get; } = new();

    /// <summary>Starts a Hub.</summary>
    public static async Task<HubWorld> StartAsync(StandInSettings? settings = null) => new(await StandInHub.StartAsync(settings));

    /// <summary>Rows that can be told apart, some hundred bytes each.</summary>
    public static string Rows(int count, int from = 0, string language = "English")
    {
        var text = new StringBuilder();
        for (var i = from; i < from + count; i++)
        {
            text.Append("{\"n\":").Append(i).Append(",\"language\":\"").Append(i % 3 == 0 ? "French" : language).Append("\",\"text\":\"").Append('x', 60 + (i % 40)).Append("\"}\n");
        }

        return text.ToString();
    }

    /// <summary>A dataset with these files.</summary>
    public StandInDataset Add(string id, params IEnumerable<(string Path, string Text)> files)
    {
        var dataset = Hub.Add(new StandInDataset(id));
        dataset.Commit(d =>
        {
            foreach (var (path, text) in files)
            {
                d.Add(path, text);
            }
        });
        return dataset;
    }

    /// <summary>The bytes of a Parquet file with these rows, written by the program itself.</summary>
    public byte[] Parquet(string rows)
    {
        Program.Write("made.jsonl", rows);
        Program.Run("convert", "made.jsonl", "-o", "made.parquet", "--force").Exit.ShouldBe(0);
        return File.ReadAllBytes(Program.At("made.parquet"));
    }

    /// <summary>How many times anything was asked of the Hub.</summary>
    public int RequestCount => Hub.Requests.Count;

    /// <summary>Which files' bytes were asked for, in order.</summary>
    public IReadOnlyList<string> FilesAsked => [.. Hub.Requests.Of(RequestKind.File).Select(static r => r.File!)];

    /// <summary>A JSON file that the program left.</summary>
    public JsonElement Json(string name) => JsonDocument.Parse(Program.Read(name)).RootElement;

    public async ValueTask DisposeAsync()
    {
        Program.Dispose();
        await Hub.DisposeAsync();
        Hub.Violations.ShouldBeEmpty();
    }
}

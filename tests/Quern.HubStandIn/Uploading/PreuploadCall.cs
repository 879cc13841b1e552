using System.Buffers.Text;
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>Tells of each file to come whether it goes to LFS, whether it is to be left out, and what stands in its place now.</summary>
internal static class PreuploadCall
{
    private const int MostFiles = 256;

    public static async Task AnswerAsync(Exchange exchange)
    {
        var dataset = Access.ToWrite(exchange);
        var commit = Access.Commit(exchange, dataset);
        var body = await exchange.Body().JsonAsync();
        var files = body.List("files");
        if (files.Count is 0 or > MostFiles)
        {
            throw new Refusal(400, $"\"files\" must hold 1 to {MostFiles} files, not {files.Count}");
        }

        var ignored = body.TextOrNull("gitIgnore")?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        await exchange.JsonAsync(new JsonObject { ["files"] = new JsonArray([.. files.Select(f => Mode(dataset, commit, f, ignored))]) });
    }

    private static JsonObject Mode(StandInDataset dataset, StandInCommit commit, JsonNode? file, string[] ignored)
    {
        var path = file.Text("path");
        if (!Base64.IsValid(file.Text("sample")))
        {
            throw new Refusal(400, "\"sample\" is not base64");
        }

        var mode = new JsonObject
        {
            ["path"] = path,
            ["uploadMode"] = LargeFiles.Includes(path, file.Number("size"), dataset.LfsThreshold) ? "lfs" : "regular",
            ["shouldIgnore"] = Array.Exists(ignored, p => FileSystemName.MatchesSimpleExpression(p, path, ignoreCase: false)),
        };
        if (commit.Files.GetValueOrDefault(path) is { } there)
        {
            mode["oid"] = there.Etag;
        }

        return mode;
    }
}

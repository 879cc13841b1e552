using System.Text.Json.Nodes;
using Quern.HubStandIn.Repositories;
using Quern.HubStandIn.Serving;

namespace Quern.HubStandIn.Uploading;

/// <summary>One line of a commit: a file that comes or goes.</summary>
internal static class CommitLine
{
    /// <summary>Carries a line out.</summary>
    public static void Apply(Exchange exchange, StandInDataset dataset, CommitDraft draft, JsonNode line)
    {
        var value = (line as JsonObject)?["value"];
        var path = value.Text("path");
        switch (line.Text("key"))
        {
            case "file":
                draft.Add(Checked(path), StandInContent.Of(Inline(dataset, value)), lfs: false);
                break;
            case "lfsFile":
                draft.Add(Checked(path), Stored(exchange, dataset, value), lfs: true, sha256: value.Text("oid"));
                break;
            case "deletedFile":
                draft.Remove(path);
                break;
            case "deletedFolder":
                draft.RemoveFolder(path);
                break;
            case var other:
                throw new Refusal(400, $"Nothing is known of a line \"{other}\"");
        }
    }

    private static string Checked(string path)
        => path.Length == 0 || path.Split('/').Any(static p => p is "" or "." or ".." or ".git") ? throw new Refusal(422, $"\"{path}\" is not a path in a dataset") : path;

    private static byte[] Inline(StandInDataset dataset, JsonNode? value)
    {
        try
        {
            var text = value.Text("content");
            var bytes = value.TextOrNull("encoding") == "base64" ? Convert.FromBase64String(text) : System.Text.Encoding.UTF8.GetBytes(text);
            return bytes.Length <= dataset.LfsThreshold
                ? bytes
                : throw new Refusal(400, $"Your push was rejected because it contains files larger than {dataset.LfsThreshold} bytes: {value.Text("path")}");
        }
        catch (FormatException)
        {
            throw new Refusal(400, "\"content\" is not base64");
        }
    }

    private static StandInContent Stored(Exchange exchange, StandInDataset dataset, JsonNode? value)
    {
        var content = value.Text("algo") == "sha256" ? exchange.Hub.Objects.Find(dataset, value.Text("oid")) : null;
        return content is not null && content.Length == value.Number("size")
            ? content
            : throw new Refusal(400, $"Your push was rejected because an LFS pointer pointed to a file that does not exist: {value.Text("path")}");
    }
}

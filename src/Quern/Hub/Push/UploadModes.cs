using System.Text.Json;
using Quern.Hub.Calls;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>How a file is sent.</summary>
internal enum UploadMode
{
    /// <summary>Within the commit itself.</summary>
    Regular,

    /// <summary>To the store of large files; the commit only names it.</summary>
    Large,

    /// <summary>Not at all: the dataset's own .gitignore names it.</summary>
    Ignored,
}

/// <summary>Asks the Hub which files are sent how; it looks at their names, lengths and first bytes.</summary>
internal static class UploadModes
{
    private const int SampleBytes = 512;

    /// <summary>How each of some files is to be sent.</summary>
    public static async Task<UploadMode[]> OfAsync(
        HubHttp http, TargetRepo repo, string revision, IReadOnlyList<OutgoingFile> files, PushLimits limits, CancellationToken cancel)
    {
        var modes = new List<UploadMode>(files.Count);
        foreach (var chunk in files.Chunk(limits.FilesOfQuestion))
        {
            modes.AddRange(await AskAsync(http, repo, revision, chunk, cancel).ConfigureAwait(false));
        }

        return [.. modes];
    }

    private static async Task<IEnumerable<UploadMode>> AskAsync(HubHttp http, TargetRepo repo, string revision, OutgoingFile[] files, CancellationToken cancel)
    {
        var about = new CallSubject(repo.Id, revision) { Sends = true };
        var samples = new List<byte[]>(files.Length);
        foreach (var file in files)
        {
            samples.Add(await SampleAsync(file, cancel).ConfigureAwait(false));
        }

        var question = JsonBody.Object(json => Write(json, files, samples));
        var address = http.At($"/api/datasets/{HubApi.Escaped(repo.Id)}/preupload/{Uri.EscapeDataString(revision)}");
        using var answer = await JsonAnswer.AskAsync(
            http, () => new HttpRequestMessage(HttpMethod.Post, address) { Content = new JsonBody(question, "application/json") }, about, cancel).ConfigureAwait(false);
        var modes = Read(answer.Body.RootElement);
        return [.. files.Select(f => modes.TryGetValue(f.Path, out var mode)
            ? f.Bytes == 0 && mode == UploadMode.Large ? UploadMode.Regular : mode
            : throw new UnavailableFault(about.Say($"cannot be sent: the Hub does not say how it takes {f.Path}. Is HF_ENDPOINT a Hub?")))];
    }

    private static async Task<byte[]> SampleAsync(OutgoingFile file, CancellationToken cancel)
    {
        var sample = new byte[Math.Min(SampleBytes, file.Bytes)];
        using var handle = file.Open();
        await file.ReadAsync(handle, 0, sample, cancel).ConfigureAwait(false);
        return sample;
    }

    private static void Write(Utf8JsonWriter json, OutgoingFile[] files, List<byte[]> samples)
    {
        json.WriteStartArray("files");
        for (var i = 0; i < files.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("path", files[i].Path);
            json.WriteBase64String("sample", samples[i]);
            json.WriteNumber("size", files[i].Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Dictionary<string, UploadMode> Read(JsonElement answer)
    {
        var modes = new Dictionary<string, UploadMode>(StringComparer.Ordinal);
        foreach (var file in answer.List("files"))
        {
            if (ModeOf(file) is { } mode && file.Text("path") is { } path)
            {
                modes[path] = mode;
            }
        }

        return modes;
    }

    private static UploadMode? ModeOf(JsonElement file) => file.Text("uploadMode") switch
    {
        _ when file.IsTrue("shouldIgnore") => UploadMode.Ignored,
        "lfs" => UploadMode.Large,
        "regular" => UploadMode.Regular,
        _ => null,
    };
}

using Quern.Hub.Calls;

namespace Quern.Hub.Push;

/// <summary>Sends large files that the Hub lacks, a few at once, each as a whole or in parts.</summary>
internal sealed class ObjectUpload(HubHttp http, ObjectQuestion question, PushLimits limits, PushProgress progress)
{
    private long _sent;

    /// <summary>Bytes that were sent.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Sends the files. Those that arrive stay on the Hub, whatever becomes of the others.</summary>
    public async Task SendAsync(IReadOnlyList<LargeFile> files, CancellationToken cancel)
    {
        foreach (var group in Groups([.. files.DistinctBy(static f => f.Sha256)]))
        {
            var actions = await question.AskAsync(group, cancel).ConfigureAwait(false);
            var options = new ParallelOptions { MaxDegreeOfParallelism = limits.AtOnce, CancellationToken = cancel };
            await Parallel.ForEachAsync(group, options, async (file, stop) => await SendAsync(file, actions[file.Sha256], stop).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    // Addresses are good for a while only, so they are asked for when their files are about to go.
    private IEnumerable<IReadOnlyList<LargeFile>> Groups(IReadOnlyList<LargeFile> files)
    {
        var group = new List<LargeFile>();
        long bytes = 0;
        foreach (var file in files)
        {
            if (group.Count > 0 && (group.Count == limits.ObjectsOfQuestion || bytes + file.File.Bytes > limits.BytesOfQuestion))
            {
                yield return group;
                (group, bytes) = ([], 0);
            }

            group.Add(file);
            bytes += file.File.Bytes;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private async Task SendAsync(LargeFile file, UploadAction? action, CancellationToken cancel)
    {
        if (action is null)
        {
            progress.Count(file.File.Bytes);
        }
        else
        {
            await SendAgainAsync(file, action, cancel).ConfigureAwait(false);
            Interlocked.Add(ref _sent, file.File.Bytes);
        }

        progress.CountFile();
    }

    // The store says no to an address whose time is over; the Hub gives another.
    private async Task SendAgainAsync(LargeFile file, UploadAction action, CancellationToken cancel)
    {
        var refused = await TryOnceAsync(file, action, cancel).ConfigureAwait(false);
        if (refused is { IsOfAddress: true })
        {
            var answer = await question.AskAsync([file], cancel).ConfigureAwait(false);
            refused = answer[file.Sha256] is { } other ? await TryOnceAsync(file, other, cancel).ConfigureAwait(false) : null;
        }

        if (refused is not null)
        {
            throw refused.Fault;
        }
    }

    private async Task<StoreRefusal?> TryOnceAsync(LargeFile file, UploadAction action, CancellationToken cancel)
    {
        var refused = action.PartLength is { } length
            ? await PartedUpload.SendAsync(http, question.About(file.File), file, action, length, limits, progress, cancel).ConfigureAwait(false)
            : await SendWholeAsync(file, action, cancel).ConfigureAwait(false);
        if (refused is null && action.Verify is { } verify)
        {
            await VerifyAsync(file, verify, cancel).ConfigureAwait(false);
        }

        return refused;
    }

    private async Task<StoreRefusal?> SendWholeAsync(LargeFile file, UploadAction action, CancellationToken cancel)
    {
        var meter = new SliceMeter(progress);
        var about = question.About(file.File);
        using var answer = await http.TrySendAsync(
            () => action.Upload.Make(HttpMethod.Put, new SliceBody(file.File, 0, file.File.Bytes, meter)), about, cancel).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return null;
        }

        meter.Restart();
        return StoreRefusal.Of(answer, about);
    }

    private async Task VerifyAsync(LargeFile file, ActionRequest verify, CancellationToken cancel)
    {
        var body = JsonBody.Object(json =>
        {
            json.WriteString("oid", file.Sha256);
            json.WriteNumber("size", file.File.Bytes);
        });
        using var answer = await http.SendAsync(
            () => verify.Make(HttpMethod.Post, new JsonBody(body, ObjectQuestion.MediaType)), question.About(file.File), cancel).ConfigureAwait(false);
    }
}

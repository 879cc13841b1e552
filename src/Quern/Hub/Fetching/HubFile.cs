using Quern.Formats;

namespace Quern.Hub.Fetching;

/// <summary>A file of a dataset on the Hub: read from the cache, or while it is fetched into it.</summary>
internal sealed class HubFile(Downloads downloads, string id, string commit, RepoFile file) : SourceFile
{
    private static readonly string[] ReadInOrder = [".jsonl", ".ndjson", ".txt"];

    private volatile bool _interrupted;

    /// <summary>The file as the listing has it.</summary>
    public RepoFile File => file;

    /// <summary>The key under which a JSON document holds its rows, when the dataset's card says one.</summary>
    public string? RowsKey { get; init; }

    public override string Name => $"{id}/{file.Path}";

    public override long Bytes => file.Bytes;

    public override string Identity => $"hub {id} {commit} {file.Path} {file.Etag}";

    public override long BytesHere => downloads.BytesHere(id, commit, file);

    public override RowEstimate? Estimate(string workFolder)
        => downloads.Find(id, commit, file) is { } path ? RowEstimate.Of(InputFiles.Recognise(path), workFolder) : null;

    public override void Prepare() => downloads.Begin(id, commit, file);

    public override RowReader Open(RowSelection selection, string workFolder)
    {
        var download = downloads.Begin(id, commit, file);
        if (download is not null && IsReadInOrder && TryOpenArriving(download, selection, workFolder) is { } arriving)
        {
            return arriving;
        }

        var path = download?.WaitForPath(() => _interrupted) ?? downloads.Find(id, commit, file)!;
        return RowReaders.Open(InputFiles.Recognise(path) with { Name = Name, RowsKey = RowsKey }, selection, workFolder);
    }

    public override void Interrupt() => _interrupted = true;

    private bool IsReadInOrder
    {
        get
        {
            var name = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Path[..^3] : file.Path;
            return ReadInOrder.Contains(System.IO.Path.GetExtension(name).ToLowerInvariant());
        }
    }

    // What is called lines may turn out to be something that has to be there as a whole.
    private RowReader? TryOpenArriving(Download download, RowSelection selection, string workFolder)
    {
        var stream = new DownloadStream(download, () => _interrupted);
        var input = InputFiles.Recognise(ByteSource.Over(stream, Name), Name, file.Bytes);
        if (input.Format is InputFormat.Jsonl or InputFormat.Text)
        {
            stream.OnClose = () => downloads.LetGo(download);
            return RowReaders.Open(input, selection, workFolder);
        }

        input.Pipe!.Dispose();
        return null;
    }
}

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
        => downloads.Find(id, commit, file) is { } path ? RowEstimate.Of(Recognised(path), workFolder) : null;

    public override void Prepare() => downloads.Prepare(id, commit, file);

    public override RowReader Open(RowSelection selection, string workFolder)
    {
        if (!IsReadInOrder || downloads.Join(id, commit, file) is not { } download)
        {
            return OpenWhole(selection, workFolder);
        }

        var stream = new DownloadStream(download, IsInterrupted) { OnClose = () => downloads.Leave(download) };
        try
        {
            if (ArrivingReader.Open(download, IsInterrupted, () => OpenLines(stream, selection, workFolder)) is { } arriving)
            {
                return arriving;
            }

            // What is called lines turned out to be something that has to be there as a whole.
            var whole = OpenWhole(selection, workFolder);
            stream.Dispose();
            return whole;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override void Interrupt() => _interrupted = true;

    private bool IsInterrupted() => _interrupted;

    private bool IsReadInOrder
    {
        get
        {
            var name = file.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Path[..^3] : file.Path;
            return ReadInOrder.Contains(System.IO.Path.GetExtension(name).ToLowerInvariant());
        }
    }

    // By the name that it has on the Hub: in the cache it may only have that of its content.
    private InputFile Recognised(string path) => InputFiles.Recognise(path, Name) with { RowsKey = RowsKey };

    private RowReader? OpenLines(DownloadStream stream, RowSelection selection, string workFolder)
    {
        var input = InputFiles.Recognise(ByteSource.Over(stream, Name), Name, file.Bytes);
        return input.Format is InputFormat.Jsonl or InputFormat.Text ? RowReaders.Open(input, selection, workFolder) : null;
    }

    private RowReader OpenWhole(RowSelection selection, string workFolder)
    {
        var path = downloads.Fetch(id, commit, file, IsInterrupted);
        return RowReaders.Open(Recognised(path), selection, workFolder);
    }
}

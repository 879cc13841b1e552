using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Running;

/// <summary>Sorts the rejected rows that tasks left into one file per step; each has its name only when it is whole.</summary>
internal sealed class RejectsMerge : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly string _folder;
    private readonly SortedDictionary<string, (Landing File, ByteBuffer Pending)> _files = new(StringComparer.Ordinal);

    private RejectsMerge(string folder) => _folder = folder;

    /// <summary>The file of one step.</summary>
    public static string PathOf(string folder, string step) => Path.Combine(folder, step + ".jsonl");

    /// <summary>Writes <c>rejects/&lt;step&gt;.jsonl</c> anew from all parts, in their order.</summary>
    public static void Write(IReadOnlyList<string> parts, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        if (parts.Count == 0)
        {
            return;
        }

        using var merge = new RejectsMerge(folder);
        foreach (var line in parts.SelectMany(Lines))
        {
            merge.Append(line.Span);
        }

        merge.Complete();
    }

    public void Dispose()
    {
        foreach (var (file, _) in _files.Values)
        {
            file.Dispose();
        }
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        var step = StepOf(line);
        if (!_files.TryGetValue(step, out var target))
        {
            _files[step] = target = (Landing.Begin(PathOf(_folder, step), force: true), new ByteBuffer(BufferSize));
        }

        target.Pending.Append(line);
        target.Pending.Append((byte)'\n');
        if (target.Pending.Length >= BufferSize)
        {
            target.File.Write(target.Pending.Span);
            target.Pending.Clear();
        }
    }

    private void Complete()
    {
        foreach (var (file, pending) in _files.Values)
        {
            file.Write(pending.Span);
            file.Complete(durable: true);
        }
    }

    // Lines are our own: they begin with {"step":"LABEL", and labels need no escapes.
    private static string StepOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("{\"step\":\""u8))
        {
            throw new RunFault("A file of rejected rows below segments/ is damaged: a line does not begin with its step. Delete the segments folder and run again.");
        }

        var label = line["{\"step\":\"".Length..];
        return Encoding.UTF8.GetString(label[..label.IndexOf((byte)'"')]);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(string path)
    {
        using var reader = RowReaders.Open(new InputFile(path, InputFormat.Jsonl, Gzip: false, 0), RowSelection.All, "");
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                yield return batch.Text.Memory.Slice(batch.Spans[i].Start, batch.Spans[i].Length);
            }
        }
    }
}

using System.Text;
using Quern.Rows;

namespace Quern.Running;

/// <summary>Sorts the rejected rows that tasks left into one file per step.</summary>
internal static class RejectsMerge
{
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

        Directory.CreateDirectory(folder);
        var files = new SortedDictionary<string, FileStream>(StringComparer.Ordinal);
        try
        {
            foreach (var part in parts)
            {
                foreach (var line in Lines(part))
                {
                    Append(files, folder, line);
                }
            }
        }
        catch (IOException e)
        {
            throw new RunFault($"Rejected rows could not be written to {folder}: {e.Message} Free some space and run again: what is done stays done.", e);
        }
        finally
        {
            foreach (var file in files.Values)
            {
                file.Dispose();
            }
        }
    }

    private static void Append(SortedDictionary<string, FileStream> files, string folder, ReadOnlyMemory<byte> line)
    {
        var step = StepOf(line.Span);
        if (!files.TryGetValue(step, out var file))
        {
            files[step] = file = new FileStream(PathOf(folder, step), FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        }

        file.Write(line.Span);
        file.WriteByte((byte)'\n');
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
        using var reader = Formats.RowReaders.Open(new Formats.InputFile(path, Formats.InputFormat.Jsonl, Gzip: false, 0), "");
        var batch = new Rows.RowBatch();
        while (reader.Read(batch))
        {
            for (var i = 0; i < batch.Count; i++)
            {
                yield return batch.Text.Memory.Slice(batch.Spans[i].Start, batch.Spans[i].Length);
            }
        }
    }
}

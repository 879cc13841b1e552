using System.Text;
using Quern.Formats;
using Quern.Rows;

namespace Quern.Tests.Formats.Selecting;

/// <summary>What a reader with a selection gave: the rows with their ordinals, in order, and what it counted.</summary>
internal sealed class Selected
{
    public List<long> Ordinals { get; } = [];

    public List<string> Rows { get; } = [];

    /// <summary>Reasons and messages of the rows that came as broken, by ordinal.</summary>
    public Dictionary<long, RowFault> Broken { get; } = [];

    public List<string> Places { get; } = [];

    public long LeftOut { get; set; }

    /// <summary>Ordinals of the rows on which the where was true.</summary>
    public IEnumerable<long> Kept => Ordinals.Where(o => !Broken.ContainsKey(o));
}

/// <summary>A folder, the same rows in it in several formats, and reading them with a selection.</summary>
internal sealed class SelectionBench : IDisposable
{
    private readonly ReadRows _files = new();

    public string Folder => _files.Folder;

    public string File(string name, string content) => _files.File(name, content);

    /// <summary>Writes the rows as the format that the extension names.</summary>
    public string Write(string name, IEnumerable<string> rows)
    {
        var path = _files.PathOf(name);
        if (Path.GetExtension(name) is ".json" or ".jsonl")
        {
            var text = name.EndsWith(".json", StringComparison.Ordinal) ? $"[\n{string.Join(",\n", rows)}\n]\n" : string.Concat(rows.Select(static r => r + "\n"));
            return _files.File(name, text);
        }

        using var writer = RowWriters.Open(new OutputFile(path, RowWriters.FormatOf(path)!.Value), force: false);
        writer.Append(writer.Encode(Encoding.UTF8.GetBytes(string.Concat(rows.Select(static r => r + "\n"))), new ByteBuffer()).Span);
        writer.Complete(durable: false);
        return path;
    }

    public Selected Read(string path, string? where, params string[] columns)
        => ReadAs(InputFiles.Recognise(path), new RowSelection(where, columns.Length == 0 ? null : columns));

    public Selected ReadAs(InputFile file, RowSelection selection)
    {
        using var reader = RowReaders.Open(file, selection, Folder);
        var selected = new Selected();
        var batch = new RowBatch();
        while (reader.Read(batch))
        {
            batch.Count.ShouldBePositive();
            batch.FirstOrdinal.ShouldBe(batch.OrdinalOf(0));
            Take(batch, selected);

            // Up to the row delivered last, nothing is unaccounted for.
            (selected.Rows.Count + reader.LeftOut).ShouldBe(selected.Ordinals[^1] + 1);
        }

        batch.Count.ShouldBe(0);
        selected.LeftOut = reader.LeftOut;
        selected.Ordinals.ShouldBe(selected.Ordinals.Order().Distinct());
        if (reader.KnownRows is { } known)
        {
            (selected.Rows.Count + reader.LeftOut).ShouldBe(known);
        }

        return selected;
    }

    public void Dispose() => _files.Dispose();

    private static void Take(RowBatch batch, Selected selected)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var ordinal = batch.OrdinalOf(i);
            if (batch.IsBroken(i, out var fault))
            {
                selected.Broken.Add(ordinal, fault);
            }

            selected.Ordinals.Add(ordinal);
            selected.Rows.Add(Encoding.UTF8.GetString(batch[i]));
            selected.Places.Add(batch.Describe(i)[(batch.File.Length + 1)..]);
        }
    }
}

namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// Rows of an instruction and a response in invented words, among them duplicates and near-duplicates of which it is known how
/// alike they are, and decoys that are alike but must stay. The same bytes for the same seed on every machine, and a shorter
/// corpus is the beginning of a longer one.
/// </summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Script">What they are written in.</param>
/// <param name="Seed">What chance starts from.</param>
internal sealed record DedupCorpus(long Rows, Script Script = Script.Latin, ulong Seed = 7)
{
    private const int ChunkRows = 1000;

    /// <summary>Writes rows and truth; memory does not grow with the number of rows.</summary>
    public void Write(string path, string truthPath)
    {
        var lexicon = new Lexicon(Script);
        var phrases = new Phrases(lexicon);
        using var rows = Create(path);
        using var truth = Create(truthPath);
        var chunks = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(static _ => (Rows: new MemoryStream(), Truth: new MemoryStream())).ToArray();
        for (var next = 0L; next < Rows; next += (long)chunks.Length * ChunkRows)
        {
            var first = next;
            Parallel.For(0, chunks.Length, () => new RowMaker(Seed, lexicon, phrases), (chunk, _, maker) =>
            {
                var start = first + ((long)chunk * ChunkRows);
                for (var row = start; row < Math.Min(start + ChunkRows, Rows); row++)
                {
                    maker.Write(row, chunks[chunk].Rows, chunks[chunk].Truth);
                }

                return maker;
            }, static _ => { });
            foreach (var chunk in chunks)
            {
                Drain(chunk.Rows, rows);
                Drain(chunk.Truth, truth);
            }
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);

    private static void Drain(MemoryStream from, FileStream to)
    {
        from.WriteTo(to);
        from.SetLength(0);
    }
}

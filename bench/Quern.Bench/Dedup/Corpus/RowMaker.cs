using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Quern.Bench.Dedup.Corpus;

/// <summary>Makes rows of a corpus, each by its number, and the lines of truth about them. One for each thread.</summary>
internal sealed class RowMaker
{
    private readonly ulong _seed;
    private readonly Lexicon _lexicon;
    private readonly Phrases _phrases;
    private readonly CorpusPlan _plan;
    private readonly RowEdit _edit;
    private readonly List<ushort> _instruction = [];
    private readonly List<ushort> _response = [];

    public RowMaker(ulong seed, Lexicon lexicon, Phrases phrases)
    {
        (_seed, _lexicon, _phrases) = (seed, lexicon, phrases);
        _plan = new CorpusPlan(seed);
        _edit = new RowEdit(lexicon);
    }

    /// <summary>Writes a row and its truth.</summary>
    public void Write(long row, Stream rows, Stream truth)
    {
        var kind = _plan.KindOf(row);
        var chance = new Chance(_seed, row, Purpose.Edit);
        var source = kind == RowKind.Orig ? -1 : _plan.SourceOf(row, kind, chance);
        // Where nothing can be found to make it from, it is an original, of which no other row is made.
        kind = source < 0 ? RowKind.Orig : kind;
        MakeOriginal(source < 0 ? row : source);
        var band = KindBand.Of(kind);
        var jaccard = band.IsEdited ? _edit.Apply(_instruction, _response, band, chance) : 1;
        // An exact copy is shown as its source is.
        var display = new Chance(_seed, kind == RowKind.Exact ? source : row, Purpose.Display);
        var upper = kind == RowKind.Norm && chance.Happens(0.3);
        WriteRow(row, rows, display, upper, isLoose: kind == RowKind.Norm);
        WriteTruth(row, band, source, jaccard, truth);
    }

    private void MakeOriginal(long row)
    {
        var (instruction, response) = _plan.LengthsOf(row);
        var chance = new Chance(_seed, row, Purpose.Words);
        _phrases.IntoInstruction(Draw(_instruction, instruction, chance), chance);
        _phrases.IntoResponse(Draw(_response, response, chance), chance);
    }

    private Span<ushort> Draw(List<ushort> text, int count, Chance chance)
    {
        CollectionsMarshal.SetCount(text, count);
        var words = CollectionsMarshal.AsSpan(text);
        foreach (ref var word in words)
        {
            word = _lexicon.Draw(chance);
        }

        return words;
    }

    private void WriteRow(long row, Stream rows, Chance display, bool upper, bool isLoose)
    {
        var text = new RowText(_lexicon, rows);
        rows.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"id\": {row}, \"instruction\": \"")));
        text.Write(_instruction, display, isUpper: false, isLoose);
        // Loose rows differ from their source in their bytes, whatever chance did.
        rows.Write(isLoose ? "  \", \"response\": \""u8 : "\", \"response\": \""u8);
        text.Write(_response, display, upper, isLoose);
        rows.Write("\"}\n"u8);
    }

    private void WriteTruth(long row, KindBand band, long source, double jaccard, Stream truth)
    {
        var (from, index) = source < 0 ? ("null", "null") : (source.ToString(CultureInfo.InvariantCulture), jaccard.ToString("0.0#####", CultureInfo.InvariantCulture));
        truth.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{{\"id\": {row}, \"kind\": \"{band.Name}\", \"dup_of\": {from}, \"jaccard\": {index}, \"words\": {_instruction.Count + _response.Count}}}\n")));
    }
}

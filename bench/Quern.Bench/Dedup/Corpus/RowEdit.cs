using System.Runtime.InteropServices;

namespace Quern.Bench.Dedup.Corpus;

/// <summary>
/// Makes a near-duplicate of a row: words are changed until the Jaccard index to the row, counted over the true sets after
/// each change, lies in the band that was asked for.
/// </summary>
internal sealed class RowEdit(Lexicon lexicon)
{
    private readonly ShingleSet _source = new();
    private readonly ShingleSet _edited = new();
    private readonly List<ushort> _instructionBefore = [];
    private readonly List<ushort> _responseBefore = [];
    private readonly bool _spaced = lexicon.Script == Script.Han;

    private enum Manner
    {
        Scattered,
        Span,
        Cut,
    }

    /// <summary>Changes both texts, which are the source's, and gives the index to the source.</summary>
    public double Apply(List<ushort> instruction, List<ushort> response, KindBand band, Chance chance)
    {
        _source.Fill(instruction, response, _spaced);
        // Changes take the index a part of the way; words at an end, each of which adds one shingle, take it into the band.
        var target = band.Low + ((band.High - band.Low) * (0.1 + (0.8 * chance.Real())));
        var stop = target + ((1 - target) * (0.1 + (0.6 * chance.Real())));
        var jaccard = Change(instruction, response, band, stop, chance);
        var atEnd = chance.Happens(0.8);
        while (jaccard > band.High)
        {
            var union = _source.Count + _edited.Count - _edited.Shared;
            var added = lexicon.Draw(chance, Math.Max(1, (int)((_edited.Shared / target) - union)));
            if (atEnd)
            {
                response.AddRange(added);
            }
            else
            {
                instruction.InsertRange(0, added);
            }

            jaccard = Measure(instruction, response);
        }

        return jaccard >= band.Low ? jaccard : throw new InvalidOperationException($"A row of {instruction.Count + response.Count} words came to {jaccard}, below {band.Low}.");
    }

    private double Change(List<ushort> instruction, List<ushort> response, KindBand band, double stop, Chance chance)
    {
        var at = chance.Real();
        // Two decoys that are cut off one source would be duplicates of each other.
        var manner = at < 0.25 ? Manner.Span : at < 0.4 && !band.IsDecoy ? Manner.Cut : Manner.Scattered;
        var place = chance.Below(Math.Max(1, response.Count / 2));
        var jaccard = 1.0;
        while (jaccard > stop)
        {
            Copy(instruction, _instructionBefore);
            Copy(response, _responseBefore);
            var done = manner switch
            {
                Manner.Span => Rewrite(response, place++, chance),
                Manner.Cut => Cut(response),
                _ => Scatter(chance.Below(instruction.Count + response.Count) < instruction.Count ? instruction : response, chance),
            };
            var next = Measure(instruction, response);
            if (done && next >= band.Low)
            {
                jaccard = next;
                continue;
            }

            // One change too many: back to what was before it.
            Copy(_instructionBefore, instruction);
            Copy(_responseBefore, response);
            return Measure(instruction, response);
        }

        return jaccard;
    }

    private bool Rewrite(List<ushort> text, int place, Chance chance)
    {
        if (place >= text.Count)
        {
            return false;
        }

        text[place] = lexicon.Draw(chance);
        return true;
    }

    private static bool Cut(List<ushort> text)
    {
        if (text.Count <= 8)
        {
            return false;
        }

        text.RemoveAt(text.Count - 1);
        return true;
    }

    private bool Scatter(List<ushort> text, Chance chance)
    {
        var place = chance.Below(text.Count);
        var at = chance.Real();
        if (at < 0.6 || text.Count < 8)
        {
            text[place] = lexicon.Draw(chance);
        }
        else if (at < 0.8)
        {
            text.Insert(place, lexicon.Draw(chance));
        }
        else
        {
            text.RemoveAt(place);
        }

        return true;
    }

    private double Measure(List<ushort> instruction, List<ushort> response)
    {
        _edited.Fill(instruction, response, _spaced, _source);
        return _edited.Shared / (double)(_source.Count + _edited.Count - _edited.Shared);
    }

    private static void Copy(List<ushort> from, List<ushort> to)
    {
        CollectionsMarshal.SetCount(to, from.Count);
        CollectionsMarshal.AsSpan(from).CopyTo(CollectionsMarshal.AsSpan(to));
    }
}

using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Quern.Reports.Verify.Shapes;
using Quern.Reports.Verify.Texts;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Reports.Verify;

/// <summary>
/// Looks at rows one by one, with the platform's own JSON reader and not with Quern's: what wrote a file wrongly would read
/// it wrongly too. One instance a batch.
/// </summary>
internal sealed class RowLook
{
    private const string PlainScore = "score";
    private const int LongestScore = 32;
    private const ulong IdSeed = 0x69;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 512 };

    private readonly VerifyOptions _options;
    private readonly IReadOnlyList<FieldPath> _groups;
    private readonly BatchLook _look;
    private readonly RowFaults _faults;
    private readonly PlainText _plain;
    private readonly MemberMasks _masks;
    private readonly IReadOnlyList<(ShapeCheck Check, ulong Mask)> _shapes;
    private readonly ulong _scoreMask;
    private readonly RowWalk _walk;
    private readonly ByteBuffer _group = new();

    public RowLook(VerifyOptions options, IReadOnlyList<FieldPath> groups, RowTools tools, BatchLook look)
    {
        (_options, _groups, _look, _faults) = (options, groups, look, new RowFaults(look.Findings));
        (_plain, _masks, _shapes) = (tools.Plain, tools.Masks, tools.Shapes);
        _walk = new RowWalk(options, _plain, look.Tally.Personal, _faults);
        _scoreMask = _masks.Of(options.Score ?? "quality_score", "score");
        look.Tally.Register(_masks);
    }

    /// <summary>Looks at all rows of a batch.</summary>
    public void Look(RowBatch batch, int file)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var line = batch.FirstLine == 0 ? batch.OrdinalOf(i) + 1 : batch.LineOf(i);
            _faults.Begin(batch.File, line);
            _look.Rows++;
            if (_options.Near)
            {
                _look.Lines.Add(batch.OrdinalOf(i), line);
            }

            _look.UnreadableEnd = 0;
            if (batch.IsBroken(i, out var fault))
            {
                Unreadable(fault.Message);
                continue;
            }

            var span = batch.Spans[i];
            Look(batch.Text.Memory.Slice(span.Start, span.Length), Marks.PlaceOf(file, line));
        }
    }

    private void Look(ReadOnlyMemory<byte> row, ulong place)
    {
        if (!Utf8.IsValid(row.Span))
        {
            Unreadable("the row is no valid UTF-8");
            return;
        }

        using var document = Parse(row);
        if (document?.RootElement.ValueKind == JsonValueKind.Object)
        {
            Look(document.RootElement, place);
        }
        else if (document is not null)
        {
            Unreadable("the row is no JSON object");
        }
    }

    private JsonDocument? Parse(ReadOnlyMemory<byte> row)
    {
        try
        {
            return JsonDocument.Parse(row, Strict);
        }
        catch (JsonException e)
        {
            // The platform's message may repeat what the row says.
            Unreadable(e.Message.Contains("uplicate", StringComparison.Ordinal) ? "the row has a key twice" : $"the row is no valid JSON from byte {e.BytePositionInLine + 1} on");
        }
        catch (InvalidOperationException)
        {
            Unreadable("a key has half a character in it");
        }

        return null;
    }

    private void Unreadable(string what)
    {
        _faults.Add(FaultKinds.UnreadableRow, what);
        _look.UnreadableEnd = _faults.Line;
    }

    private void Look(JsonElement row, ulong place)
    {
        _faults.Know(row);
        _plain.Begin(row);
        var mask = 0UL;
        _walk.Begin();
        foreach (var member in row.EnumerateObject())
        {
            mask |= _masks.Of(member);
            _walk.Walk(member);
        }

        // No other look can be taken at a row whose texts cannot be read.
        if (_walk.IsHalf)
        {
            Unreadable("a text has half a character in it");
            return;
        }

        _look.Tally.Words.Add(_walk.Words);
        if (_walk.Words > _options.MaxWords)
        {
            _faults.Add(FaultKinds.TooLong, FormattableString.Invariant($"{_walk.Words:N0} words"));
        }

        MarkId(row, place);
        for (var g = 0; g < _look.Marks.Groups.Count; g++)
        {
            MarkGroup(row, _groups[g], (ulong)g, _look.Marks.Groups[g], place);
        }

        // A row without texts, such as one of tokens, is what its numbers are; one of no known shape is both.
        var hasShape = LookAtShape(row, place, mask);
        _look.Marks.Texts.Add(hasShape && _walk.Texts != 0 ? _walk.Texts : _walk.Texts ^ _walk.Values, place);
        if ((mask & _scoreMask) != 0)
        {
            LookAtScore(row);
        }
    }

    // Only shapes are asked of which the row has a member.
    private ShapeCheck? ShapeOf(JsonElement row, ulong mask)
    {
        foreach (var (check, telling) in _shapes)
        {
            if ((mask & telling) != 0 && check.Is(row))
            {
                return check;
            }
        }

        return null;
    }

    private bool LookAtShape(JsonElement row, ulong place, ulong mask)
    {
        var shape = ShapeOf(row, mask);
        _look.Tally.Count(row, shape?.Name ?? FileShapes.Other, mask);
        _look.Shapes.Count(shape?.Name ?? FileShapes.Without(_shapes.Where(s => (mask & s.Mask) != 0).Select(static s => s.Check), row), Marks.LineOf(place));
        if (shape is null)
        {
            return false;
        }

        shape.Look(row, _faults);
        if (shape.Prompt.HasText)
        {
            _look.Tally.PromptWords.Add(shape.Prompt.Words);
            if (_look.Marks.HasSplits)
            {
                _look.Marks.Prompts.Add(shape.Prompt.Hash, place);
            }
        }

        if (shape.Response.HasText)
        {
            _look.Tally.ResponseWords.Add(shape.Response.Words);
        }

        return true;
    }

    private void LookAtScore(JsonElement row)
    {
        var name = _options.Score ?? (row.TryGetProperty("quality_score"u8, out _) ? "quality_score" : PlainScore);
        if (!row.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var score) && score is >= 1 and <= 10)
        {
            _look.Tally.Scores.Add(score);
        }
        else
        {
            _look.OddScores += name == PlainScore && _options.Score is null && value.ValueKind == JsonValueKind.Number ? 1 : 0;
            _faults.Add(FaultKinds.ScoreOutOfRange, value.ValueKind == JsonValueKind.Number && value.GetRawText() is { Length: < LongestScore } number ? $"{name} is {number}" : $"{name} is no number from 1 to 10");
        }
    }

    private void MarkGroup(JsonElement row, FieldPath path, ulong seed, Marks marks, ulong place)
    {
        if (path.TryFind(JsonMarshal.GetRawUtf8Value(row), out var value) && value.Kind != JsonKind.Null)
        {
            _group.Clear();
            value.CopyText(_group);
            marks.Add(TextHash.Of(_group.Span, seed), place);
        }
    }

    private void MarkId(JsonElement row, ulong place)
    {
        if (!row.TryGetProperty("id"u8, out var id) || id.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (id.ValueKind != JsonValueKind.String)
        {
            _look.Marks.Ids.Add(TextHash.Of(JsonMarshal.GetRawUtf8Value(id), IdSeed), place);
        }
        else if (_plain.TryRead(id, out var text))
        {
            _look.Marks.Ids.Add(TextHash.Of(text, IdSeed), place);
        }
    }
}

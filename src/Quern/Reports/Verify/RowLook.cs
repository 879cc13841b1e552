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
    private const ulong PromptSeed = 0x70;
    private const ulong IdSeed = 0x69;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 512 };

    private readonly VerifyOptions _options;
    private readonly IReadOnlyList<FieldPath> _groups;
    private readonly BatchLook _look;
    private readonly RowFaults _faults;
    private readonly IReadOnlyList<ShapeCheck> _shapes = ShapeCheck.All();
    private readonly PlainText _plain = new();
    private readonly ByteBuffer _group = new();
    private ulong _texts;
    private ulong _values;
    private long _words;
    private bool _isHalf;

    public RowLook(VerifyOptions options, IReadOnlyList<FieldPath> groups, BatchLook look)
        => (_options, _groups, _look, _faults) = (options, groups, look, new RowFaults(look.Findings));

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
        (_texts, _values, _words, _isHalf) = (0, 0, 0, false);
        foreach (var member in row.EnumerateObject())
        {
            Walk(member);
        }

        // No other look can be taken at a row whose texts cannot be read.
        if (_isHalf)
        {
            Unreadable("a text has half a character in it");
            return;
        }

        _look.Tally.Words.Add(_words);
        if (_words > _options.MaxWords)
        {
            _faults.Add(FaultKinds.TooLong, FormattableString.Invariant($"{_words:N0} words"));
        }

        // A row without texts, such as one of tokens, is what its numbers are.
        _look.Texts.Add(_texts != 0 ? _texts : _values, place);
        MarkValue(row, "id", IdSeed, _look.Ids, place);
        for (var g = 0; g < _groups.Count; g++)
        {
            MarkGroup(row, _groups[g], (ulong)g, _look.Groups[g], place);
        }

        LookAtShape(row, place);
        LookAtScore(row);
    }

    private void LookAtShape(JsonElement row, ulong place)
    {
        var shape = _shapes.FirstOrDefault(s => s.Is(row));
        _look.Tally.Count(row, shape?.Name ?? FileShapes.Other);
        _look.Shapes.Count(shape?.Name ?? FileShapes.Without(_shapes, row), Marks.LineOf(place));
        if (shape is null)
        {
            return;
        }

        shape.Look(row, _faults);
        if (shape.Prompt.HasText)
        {
            _look.Tally.PromptWords.Add(shape.Prompt.Words);
            _look.Prompts.Add(shape.Prompt.Hash ^ PromptSeed, place);
        }

        if (shape.Response.HasText)
        {
            _look.Tally.ResponseWords.Add(shape.Response.Words);
        }
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

    // What only names a row says nothing about it: two rows that differ in that alone are the same.
    private void Walk(JsonProperty member)
    {
        var counts = !(member.NameEquals("id"u8) || member.NameEquals("source_dataset"u8) || member.NameEquals("role"u8) || member.NameEquals("from"u8));
        Walk(member.Value, counts);
    }

    private void Walk(JsonElement value, bool counts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                LookAtText(value, counts);
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Walk(element, counts);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member);
                }

                break;
            default:
                if (counts)
                {
                    _values = TextHash.Of(JsonMarshal.GetRawUtf8Value(value), _values);
                }

                break;
        }
    }

    private void LookAtText(JsonElement value, bool counts)
    {
        if (!_plain.TryRead(value, out var text))
        {
            _isHalf = true;
            return;
        }

        if (counts)
        {
            _texts = TextHash.Of(text, _texts);
            _words += WordCount.Of(text);
        }

        TextDamage.Find(text, Damaged);
        if (Secrets.Find(text) is { } secret)
        {
            _faults.Add(FaultKinds.Secret, $"{secret}, as it seems");
        }

        LookForPersons(text);
    }

    private void Damaged(string kind) => _faults.Add(kind, "a text is damaged");

    private void LookForPersons(ReadOnlySpan<byte> text)
    {
        var before = _look.Tally.Personal.All;
        _look.Tally.Personal.Look(text);
        if (_options.NoPersonalData && _look.Tally.Personal.All > before)
        {
            _faults.Add(FaultKinds.PersonalData, "what looks like data about a person");
        }
    }

    private void MarkGroup(JsonElement row, FieldPath path, ulong seed, Marks marks, ulong place)
    {
        if (path.TryFind(JsonMarshal.GetRawUtf8Value(row), out var value) && value.Kind != JsonKind.Null)
        {
            _group.Clear();
            if (value.Kind == JsonKind.String)
            {
                value.CopyUnescaped(_group);
            }
            else
            {
                _group.Append(value.Span);
            }

            marks.Add(TextHash.Of(_group.Span, seed), place);
        }
    }

    private void MarkValue(JsonElement row, string field, ulong seed, Marks marks, ulong place)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            marks.Add(TextHash.Of(JsonMarshal.GetRawUtf8Value(value), seed), place);
        }
        else if (_plain.TryRead(value, out var text))
        {
            marks.Add(TextHash.Of(text, seed), place);
        }
    }
}

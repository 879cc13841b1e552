using System.Globalization;
using System.Text;
using Quern.Dedup.Texts;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Dedup.Contamination;

/// <summary>
/// Removes rows that have a sequence of words of an evaluation set. The rejected row names the evaluation row and what both
/// have in common.
/// </summary>
internal sealed class DecontaminateStep : RowStep
{
    private const int MostShown = 5;

    private readonly DecontaminateOptions _options;
    private readonly EvaluationTexts _known;
    private readonly ComparedTexts _texts;
    private readonly FieldPath[] _fields;
    private readonly TextAction _look;
    private readonly WordSequence _words = new();
    private readonly ByteBuffer _matches = new();
    private ulong[] _hashes = new ulong[1024];
    private int _found;
    private int _shown;

    public DecontaminateStep(DecontaminateOptions options, StepContext context)
    {
        (_options, _known, _texts, _look) = (options, EvaluationTexts.Of(options, context.WorkFolder), new ComparedTexts(options.By), Look);
        _fields = [.. (options.By ?? []).Select(FieldPath.Parse)];
    }

    public override void Apply(Row row, RowOutput output)
    {
        if (!HasField(row))
        {
            output.Quarantine(row, new RowFault("missing-field", $"The row has none of the fields {string.Join(", ", _options.By!)}, so nobody looked for evaluation texts in it."));
            return;
        }

        _matches.Clear();
        (_found, _shown) = (0, 0);
        _texts.Find(row.Json, _look);
        if (_found < _options.Matches)
        {
            output.Keep(row);
            return;
        }

        _matches.Append("]"u8);
        output.Drop(row, "contaminated", _matches.Span);
    }

    private bool HasField(Row row)
    {
        foreach (var field in _fields)
        {
            if (field.TryFind(row.Json, out _))
            {
                return true;
            }
        }

        return _fields.Length == 0;
    }

    private void Look(ReadOnlySpan<byte> text)
    {
        _words.Read(text);
        if (_hashes.Length < _words.Count)
        {
            _hashes = new ulong[_words.Count * 5L / 4];
        }

        foreach (var length in _known.Lengths)
        {
            LookFor(length);
        }
    }

    // Sequences that follow each other in both texts are one stretch, shown as a whole.
    private void LookFor(int length)
    {
        var count = _words.HashAll(length, _hashes);
        for (var i = 0; i < count; i++)
        {
            if (!_known.TryFind(length, _hashes[i], out var row))
            {
                continue;
            }

            var start = i;
            while (i + 1 < count && _known.TryFind(length, _hashes[i + 1], out var next) && next == row)
            {
                i++;
            }

            _found += i - start + 1;
            Show(row, _words, start, i - start + length);
        }
    }

    private void Show(EvaluationRow row, WordSequence words, int start, int count)
    {
        if (_shown++ >= MostShown)
        {
            return;
        }

        _matches.Append(_shown == 1 ? ",\"matches\":[{\"file\":"u8 : ",{\"file\":"u8);
        JsonText.WriteString(_known.NameOf(row), _matches);
        _matches.Append(string.Create(CultureInfo.InvariantCulture, $",\"row\":{row.Row},\"words\":{count},\"span\":"));
        JsonText.WriteString(Encoding.UTF8.GetBytes(words.TextOf(start, count)), _matches);
        _matches.Append((byte)'}');
    }
}

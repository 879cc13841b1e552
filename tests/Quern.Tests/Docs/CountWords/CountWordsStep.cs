using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Tests.Docs.CountWords;

/// <summary>Adds the number of words of a text to the row as <c>words</c>, and drops rows that have too few.</summary>
public sealed class CountWordsStep(CountWordsOptions options) : RowStep
{
    private readonly FieldPath _path = FieldPath.Parse(options.Field);
    private readonly ByteBuffer _text = new();
    private readonly ByteBuffer _number = new();
    private readonly ByteBuffer _row = new();

    /// <inheritdoc />
    public override void Apply(Row row, RowOutput output)
    {
        if (!_path.TryFind(row.Json, out var value) || value.Kind != JsonKind.String)
        {
            output.Quarantine(row, new RowFault("no-text", $"The row has no text in {options.Field}."));
            return;
        }

        _text.Clear();
        value.CopyUnescaped(_text);
        var words = WordsIn(_text.Span);
        if (words < options.MinWords)
        {
            output.Drop(row, "too-few-words");
            return;
        }

        _number.Clear();
        _number.Append(words);
        _row.Clear();
        JsonSplice.AddMember(row.Json, "words"u8, _number.Span, _row);
        output.Keep(row.With(_row.Span));
    }

    private static long WordsIn(ReadOnlySpan<byte> text)
    {
        var words = 0L;
        foreach (var word in text.SplitAny(" \t\r\n"u8))
        {
            words += text[word].IsEmpty ? 0 : 1;
        }

        return words;
    }
}

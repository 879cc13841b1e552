using Quern.Rows;

namespace Quern.Dedup.Texts;

/// <summary>
/// Brings the texts of a row that are compared into their normal form, one behind the other. One instance a core.
/// </summary>
internal sealed class RowTexts
{
    private readonly ComparedTexts _texts;
    private readonly TextAction _add;
    private readonly NormalForm? _form;
    private readonly ByteBuffer _normal = new(1 << 16);

    /// <summary>Texts of the fields that the options name, normalised as they say.</summary>
    public RowTexts(DedupOptions options)
        => (_texts, _form, _add) = (new ComparedTexts(options.By), options.Nfkc ? new NormalForm() : null, Add);

    /// <summary>The normalised text of the row read last. <see cref="CompactVector.Slack"/> bytes behind it are readable.</summary>
    public ReadOnlySpan<byte> Normal => _normal.Span;

    /// <summary>Length of its texts, in bytes, before they were normalised.</summary>
    public long RawLength { get; private set; }

    /// <summary>Of each field named, whether any row so far had it.</summary>
    public IReadOnlyList<bool> IsSeen => _texts.IsSeen;

    /// <summary>Reads a row that is valid JSON.</summary>
    public void Read(ReadOnlySpan<byte> row)
    {
        _normal.Clear();
        RawLength = -1;
        _texts.Find(row, _add);
        RawLength = Math.Max(RawLength, 0);
        // What hashes words reads a little further than the last one.
        _normal.Reserve(CompactVector.Slack);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        // The line break between two texts counts as one byte of both together.
        RawLength += text.Length + 1;
        text = _form is null ? text : _form.Of(text);
        var room = _normal.Reserve((text.Length * 3 / 2) + CompactVector.Slack + 1);
        var start = 0;
        if (_normal.Length > 0)
        {
            room[start++] = (byte)' ';
        }

        _normal.Length += start + CompactVector.Compact(text, room[start..]);
    }
}

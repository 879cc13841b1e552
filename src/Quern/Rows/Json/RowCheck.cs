using System.Text.Json;
using System.Text.Unicode;

namespace Quern.Rows.Json;

/// <summary>
/// Checks that a row is one valid JSON object. Beyond what the JSON reader of the platform checks, it finds what that
/// one lets pass and what breaks trainers later: invalid UTF-8, lone surrogates, duplicate keys. Nearly every row
/// passes the quick scan; the reader is asked where that says no, for it knows why. One instance a core.
/// </summary>
public sealed class RowCheck
{
    // Deep enough for any real row; nothing recurses on it.
    private const int MaxDepth = 100_000;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth + 1 };

    private readonly KeyStack _keys = new();

    /// <summary>Whether a row is fit to be processed; otherwise why not.</summary>
    public bool Passes(ReadOnlySpan<byte> row, out RowFault fault)
    {
        fault = default;
        if (!Utf8.IsValid(row))
        {
            fault = new RowFault("invalid-utf8", $"Byte {InvalidUtf8At(row)} is not UTF-8. Was the file written in another encoding?");
            return false;
        }

        return new SoundScan(row, _keys).IsSound() || Judge(row, out fault);
    }

    /// <summary>Whether the platform's reader and the checks beyond it find a row sound: what the quick scan is held against.</summary>
    internal bool Judges(ReadOnlySpan<byte> row) => Utf8.IsValid(row) && Judge(row, out _);

    private bool Judge(ReadOnlySpan<byte> row, out RowFault fault)
    {
        fault = default;
        var reader = new Utf8JsonReader(row, Options);
        try
        {
            return ReadObject(ref reader, row, ref fault);
        }
        catch (JsonException e)
        {
            fault = reader.CurrentDepth >= MaxDepth
                ? new RowFault("too-deep", $"Nested deeper than {MaxDepth:N0} levels.")
                : new RowFault("invalid-json", Explain(row, e));
            return false;
        }
    }

    private bool ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> row, ref RowFault fault)
    {
        _keys.Clear();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            var kind = reader.TokenType;
            while (reader.Read())
            {
                // To the end, so that text that is not JSON at all is called that.
            }

            fault = new RowFault("not-an-object", $"A row must be one JSON object; this is {Name(kind)}.");
            return false;
        }

        _keys.Open();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    if (reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan, ref reader, ref fault))
                    {
                        return false;
                    }

                    _keys.Add((int)reader.TokenStartIndex + 1, reader.ValueSpan, reader.ValueIsEscaped);
                    break;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    if (HasLoneSurrogate(reader.ValueSpan, ref reader, ref fault))
                    {
                        return false;
                    }

                    break;
                case JsonTokenType.StartObject:
                    _keys.Open();
                    break;
                case JsonTokenType.EndObject when _keys.Close(row) is { } key:
                    fault = new RowFault("duplicate-key", $"The key \"{key}\" stands twice in one object. Readers disagree on which one counts.");
                    return false;
            }
        }

        return true;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> inside, ref Utf8JsonReader reader, ref RowFault fault)
    {
        if (!Surrogates.HasLone(inside))
        {
            return false;
        }

        fault = new RowFault("lone-surrogate", $"The string at byte {reader.TokenStartIndex} holds half a surrogate pair (\\ud800 to \\udfff), which is no character.");
        return true;
    }

    private static string Explain(ReadOnlySpan<byte> row, JsonException e)
    {
        if (row.Contains((byte)0))
        {
            return $"Byte {row.IndexOf((byte)0)} is NUL. Is the file damaged, or not text?";
        }

        // The reader's own sentence ends in a position that counts lines; ours is the byte of the row.
        var at = Math.Min(LineStart(row, e.LineNumber ?? 0) + (int)(e.BytePositionInLine ?? 0), row.Length);
        var sentence = e.Message.Split(" LineNumber:", 2)[0];
        return at >= row.TrimEnd(" \t\r\n"u8).Length
            ? $"The row breaks off at byte {at}: {sentence}"
            : $"At byte {at}: {sentence}";
    }

    private static int LineStart(ReadOnlySpan<byte> row, long line)
    {
        var at = 0;
        for (; line > 0; line--)
        {
            at += row[at..].IndexOf((byte)'\n') + 1;
        }

        return at;
    }

    private static string Name(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    private static int InvalidUtf8At(ReadOnlySpan<byte> row)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(row[at..], out _, out var used) == System.Buffers.OperationStatus.Done)
        {
            at += used;
        }

        return at;
    }
}

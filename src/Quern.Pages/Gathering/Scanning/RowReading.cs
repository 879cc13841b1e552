using System.Text;
using Quern.Pages.Model;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Pages.Gathering.Scanning;

/// <summary>Takes a row apart for people: each value with the way to it, long ones cut.</summary>
internal sealed class RowReading
{
    private const int MostFields = 60;
    private const int MostCharacters = 2000;
    private const int MostLevels = 12;
    private const int Opening = 120;

    private readonly List<ShownField> _fields = [];
    private readonly ByteBuffer _plain = new();
    private int _leftOut;

    private RowReading()
    {
    }

    /// <summary>The row at a place.</summary>
    public static ShownRow Of(long number, string place, ReadOnlySpan<byte> row)
    {
        var reading = new RowReading();
        reading.Take("", row, 0);
        var fields = reading._fields;
        var opening = fields.Find(static f => f.IsText && f.Path is not ("id" or "source_dataset") && f.Text.Contains(' ', StringComparison.Ordinal))
            ?? fields.Find(static f => f.Path is not ("id" or "source_dataset"));
        return new ShownRow(
            number,
            place,
            fields.Find(static f => f.Path == "source_dataset")?.Text,
            fields.Find(static f => f.Path == "id")?.Text,
            Cut(opening?.Text ?? "(no values)", Opening),
            fields,
            reading._leftOut);
    }

    /// <summary>The beginning of a text.</summary>
    public static string Cut(string text, int most)
        => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";

    private void Take(string path, ReadOnlySpan<byte> json, int level)
    {
        var value = new JsonValue(json[JsonScan.SkipSpace(json, 0)..], 0);
        if (level < MostLevels && value.Kind == JsonKind.Object)
        {
            TakeMembers(path, value.Span, level);
        }
        else if (level < MostLevels && value.Kind == JsonKind.Array)
        {
            TakeElements(path, value.Span, level);
        }
        else
        {
            Add(path, value);
        }
    }

    private void TakeMembers(string path, ReadOnlySpan<byte> json, int level)
    {
        var members = new JsonMembers(json);
        var isEmpty = true;
        while (members.MoveNext())
        {
            isEmpty = false;
            _plain.Clear();
            JsonUnescape.Write(members.Name, _plain);
            var name = Cut(Encoding.UTF8.GetString(_plain.Span), Opening);
            Take(path.Length == 0 ? name : $"{path}.{name}", members.Value, level + 1);
        }

        AddEmpty(path, "{}", isEmpty && level > 0);
    }

    private void TakeElements(string path, ReadOnlySpan<byte> json, int level)
    {
        var elements = new JsonElements(json);
        var count = 0;
        while (elements.MoveNext())
        {
            Take($"{path}[{count++}]", elements.Value, level + 1);
        }

        AddEmpty(path, "[]", count == 0);
    }

    private void AddEmpty(string path, string text, bool isEmpty)
    {
        if (isEmpty)
        {
            Add(new ShownField(path, text, 0, IsText: false));
        }
    }

    private void Add(string path, JsonValue value)
    {
        _plain.Clear();
        var isText = value.Kind == JsonKind.String;
        if (isText)
        {
            value.CopyUnescaped(_plain);
        }
        else
        {
            _plain.Append(value.Span);
        }

        var text = Encoding.UTF8.GetString(_plain.Span);
        Add(new ShownField(path, Cut(text, MostCharacters), text.Length > MostCharacters ? text.Length : 0, isText));
    }

    // What says where a row comes from is shown however many values stand before it.
    private void Add(ShownField field)
    {
        if (_fields.Count < MostFields || field.Path is "id" or "source_dataset")
        {
            _fields.Add(field);
        }
        else
        {
            _leftOut++;
        }
    }
}

using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify;

/// <summary>The numbers of rows that were looked at; those of batches are added up.</summary>
internal sealed class Tally
{
    private readonly FieldTally[] _fields;

    /// <summary>Numbers with counts of some fields beside the usual ones.</summary>
    public Tally(IReadOnlyList<string> fields)
        => _fields = [Languages, Categories, Teachers, Sources, .. fields.Select(static f => new FieldTally(f))];

    /// <summary>Rows that could be read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of each shape.</summary>
    public Dictionary<string, long> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>Words of a row, in all its texts.</summary>
    public Lengths Words { get; } = new();

    /// <summary>Words of what rows ask.</summary>
    public Lengths PromptWords { get; } = new();

    /// <summary>Words of what rows answer.</summary>
    public Lengths ResponseWords { get; } = new();

    /// <summary>Quality scores.</summary>
    public Scores Scores { get; } = new();

    /// <summary>What looks like data about persons.</summary>
    public PersonalTraces Personal { get; } = new();

    /// <summary>Languages.</summary>
    public FieldTally Languages { get; } = new("language", "lang");

    /// <summary>Categories.</summary>
    public FieldTally Categories { get; } = new("category");

    /// <summary>Who wrote the answers.</summary>
    public FieldTally Teachers { get; } = new("teacher", "teacher_model");

    /// <summary>Where rows come from.</summary>
    public FieldTally Sources { get; } = new("source_dataset");

    /// <summary>The counts of a field that was asked for; null where it was not.</summary>
    public FieldTally? Of(string field) => _fields.FirstOrDefault(f => f.Name == field);

    /// <summary>Counts a row.</summary>
    public void Count(JsonElement row, string shape)
    {
        Rows++;
        Shapes[shape] = Shapes.GetValueOrDefault(shape) + 1;
        foreach (var field in _fields)
        {
            field.Look(row);
        }
    }

    /// <summary>Adds others.</summary>
    public void Add(Tally other)
    {
        Rows += other.Rows;
        foreach (var (shape, rows) in other.Shapes)
        {
            Shapes[shape] = Shapes.GetValueOrDefault(shape) + rows;
        }

        Words.Add(other.Words);
        PromptWords.Add(other.PromptWords);
        ResponseWords.Add(other.ResponseWords);
        Scores.Add(other.Scores);
        Personal.Add(other.Personal);
        foreach (var (mine, theirs) in _fields.Zip(other._fields))
        {
            mine.Add(theirs);
        }
    }
}

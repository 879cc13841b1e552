using System.Runtime.InteropServices;
using System.Text.Json;
using Quern.Reports.Verify.Shapes;

namespace Quern.Reports.Verify;

/// <summary>Shapes of the rows of a file, with the lines of the first rows of each: which rows are strangers is known at the file's end.</summary>
internal sealed class FileShapes
{
    /// <summary>The shape of a row that has none.</summary>
    public const string Other = "other";

    private const string Lacking = " without ";

    // Where no shape has so many rows of a file, it was meant to hold several.
    private const double Majority = 0.9;

    private readonly Dictionary<string, (long Rows, List<long> First)> _shapes = new(StringComparer.Ordinal);

    /// <summary>The shape of most rows; null where there is none.</summary>
    public string? Main => Counted.Select(static s => s.Shape).FirstOrDefault();

    private IEnumerable<(string Shape, long Rows)> Counted => _shapes.GroupBy(static s => ShapeOf(s.Key), StringComparer.Ordinal)
        .Select(static g => (Shape: g.Key, Rows: g.Sum(static s => s.Value.Rows)))
        .OrderByDescending(static s => s.Rows).ThenBy(static s => s.Shape, StringComparer.Ordinal);

    /// <summary>What a row without a shape is counted as: it may be one of a shape that lacks a field.</summary>
    public static string Without(IEnumerable<ShapeCheck> shapes, JsonElement row)
    {
        foreach (var shape in shapes)
        {
            if (shape.Lacks(row) is { } field)
            {
                return shape.Name + Lacking + field;
            }
        }

        return Other;
    }

    /// <summary>Takes down the shape of a row.</summary>
    public void Count(string shape, long line)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_shapes, shape, out _);
        known.First ??= [];
        if (known.First.Count < Findings.MostKept)
        {
            known.First.Add(line);
        }

        known.Rows++;
    }

    /// <summary>Adds those of the next rows.</summary>
    public void Add(FileShapes other)
    {
        foreach (var (shape, (rows, first)) in other._shapes)
        {
            var (before, mine) = _shapes.GetValueOrDefault(shape, (0, []));
            mine.AddRange(first.Take(Findings.MostKept - mine.Count));
            _shapes[shape] = (before + rows, mine);
        }
    }

    /// <summary>Tells the rows that are not like most rows of the file, where these have a shape, and forgets all.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">Rows in it.</param>
    /// <param name="findings">Takes the strangers.</param>
    public void Close(string file, long rows, Findings findings)
    {
        var (main, most) = Counted.FirstOrDefault();
        if (main != Other && most >= rows * Majority)
        {
            foreach (var (shape, (strangers, lines)) in _shapes.Where(s => ShapeOf(s.Key) != main).OrderBy(static s => s.Key, StringComparer.Ordinal))
            {
                var (kind, what) = Judge(shape, main);
                lines.ForEach(line => findings.Add(new Finding(kind, file, line, null, what)));
                findings.AddUnplaced(kind, strangers - lines.Count);
            }
        }

        _shapes.Clear();
    }

    private static string ShapeOf(string counted) => counted.Contains(Lacking, StringComparison.Ordinal) ? Other : counted;

    private static (string Kind, string What) Judge(string shape, string main)
        => shape.StartsWith(main + Lacking, StringComparison.Ordinal) ? (FaultKinds.MissingField, $"{shape[(main.Length + Lacking.Length)..]} is missing")
            : ShapeOf(shape) == Other ? (FaultKinds.MissingField, $"what makes a row one of {main} is missing")
            : (FaultKinds.MixedShapes, $"the row is {shape}, the file is {main}");
}

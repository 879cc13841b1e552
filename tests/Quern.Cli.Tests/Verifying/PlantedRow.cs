using System.Text;

namespace Quern.Cli.Tests.Verifying;

/// <summary>A defect of one row.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Kind">What it must be told as.</param>
/// <param name="Clean">The rows of its clean twin.</param>
/// <param name="Defect">Plants it in a row.</param>
internal sealed record PlantedRow(string Name, string Kind, Func<int, string> Clean, Func<string, byte[]> Defect)
{
    /// <summary>Options that the verification needs.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>The id that is told; null where it cannot be read any more.</summary>
    public string? Id { get; init; } = "r-5";

    /// <summary>A defect that puts one text in the place of another.</summary>
    public static PlantedRow Of(string name, string kind, Func<int, string> clean, string old, string planted)
        => new(name, kind, clean, row =>
        {
            row.ShouldContain(old);
            var at = row.IndexOf(old, StringComparison.Ordinal);
            return Encoding.UTF8.GetBytes(row[..at] + planted + row[(at + old.Length)..]);
        });
}

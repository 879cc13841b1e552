namespace Quern.Pages.Model;

/// <summary>Shares that were asked for, and what came of them.</summary>
/// <param name="Title">Of what.</param>
/// <param name="Lines">The shares.</param>
public sealed record ShareTable(string Title, IReadOnlyList<ShareLine> Lines);

/// <summary>A share.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Requested">What was asked for, from 0 to 1; null when nothing was.</param>
/// <param name="Achieved">What came of it.</param>
public sealed record ShareLine(string Name, long Rows, double? Requested, double Achieved);

/// <summary>What became of a source's rows.</summary>
/// <param name="Name">The source.</param>
/// <param name="Origin">Where it comes from, when it is no file of the user's own.</param>
/// <param name="Licence">Its licence, when it is known.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Kept">Rows that came out.</param>
/// <param name="Dropped">Rows that rules removed.</param>
/// <param name="Quarantined">Rows that could not be processed.</param>
/// <param name="Success">Plans made of the rows read; null where no plans were made.</param>
/// <param name="Passing">Plans that passed of those made.</param>
public sealed record SourceLine(
    string Name, string? Origin, string? Licence, long Read, long Kept, long Dropped, long Quarantined, double? Success, double? Passing);

/// <summary>The plans of a schema.</summary>
/// <param name="Name">The schema.</param>
/// <param name="Read">Rows of it.</param>
/// <param name="Made">Plans made.</param>
/// <param name="Kept">Plans in the output.</param>
/// <param name="Success">Plans made of the rows read.</param>
/// <param name="Passing">Plans that passed of those made.</param>
/// <param name="Share">Its share of all plans in the output.</param>
public sealed record SchemaLine(string Name, long Read, long Made, long Kept, double? Success, double? Passing, double? Share);

/// <summary>A source that could not be read to its end.</summary>
/// <param name="Name">The source.</param>
/// <param name="Reason">Why.</param>
public sealed record ShortSource(string Name, string Reason);

/// <summary>A step that asked a model.</summary>
/// <param name="Step">The step.</param>
/// <param name="Rows">Rows that came in.</param>
/// <param name="Counted">What it counted, by its own words.</param>
public sealed record CallLine(string Step, long Rows, IReadOnlyList<(string What, string Amount)> Counted);

/// <summary>How long a segment took.</summary>
/// <param name="Steps">Its steps.</param>
/// <param name="Seconds">Time at work; null when it is not known.</param>
/// <param name="Rows">Rows that came in.</param>
/// <param name="Bytes">Bytes of the rows that it left.</param>
public sealed record TimeLine(string Steps, double? Seconds, long Rows, long Bytes);

/// <summary>How to make it again.</summary>
/// <param name="Command">What to type; null when it is not known.</param>
/// <param name="Version">The version of the program that wrote the page.</param>
/// <param name="Seed">The seed; null when it is not known.</param>
/// <param name="Recipe">What the recipe means; null when there is none.</param>
/// <param name="Inputs">The files that were read.</param>
/// <param name="Outputs">The files that were written.</param>
public sealed record Reproduction(
    string? Command, string Version, string? Seed, string? Recipe, IReadOnlyList<NamedFile> Inputs, IReadOnlyList<NamedFile> Outputs);

/// <summary>A file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Note">Its length, or what else is to be said.</param>
public sealed record NamedFile(string Name, string Note);

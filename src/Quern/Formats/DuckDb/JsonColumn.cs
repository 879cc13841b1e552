namespace Quern.Formats.DuckDb;

/// <summary>A column that becomes a member of each row.</summary>
/// <param name="Name">The member's name: the column's true name.</param>
/// <param name="Type">The column's type.</param>
internal sealed record JsonColumn(string Name, DuckDbType Type);

namespace Quern.Reports.Plans;

/// <summary>Between which shares of all plans those of a schema should lie.</summary>
/// <param name="Schema">The schema, as plans name it.</param>
/// <param name="Least">The smallest share, in per cent.</param>
/// <param name="Most">The largest share, in per cent.</param>
internal sealed record SchemaShare(string Schema, double Least, double Most);

namespace Quern.Rows;

/// <summary>Where a row stood that lies in a batch with rows of other files.</summary>
/// <param name="File">Its file.</param>
/// <param name="Line">Its 1-based line; 0 where the file has no lines.</param>
/// <param name="Ordinal">Its 0-based position in the file.</param>
/// <param name="Trusted">Whether its JSON need not be checked again.</param>
internal readonly record struct RowOrigin(string File, long Line, long Ordinal, bool Trusted)
{
    /// <summary>The row as a person would look for it.</summary>
    public string Describe() => Line == 0 ? $"{File}, row {Ordinal + 1}" : $"{File}:{Line}";
}

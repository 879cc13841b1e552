namespace Quern.Formats.DuckDb;

/// <summary>A type as <c>DESCRIBE</c> writes it, taken apart as far as JSON needs it.</summary>
/// <param name="Name">
/// <c>LIST</c> (arrays too), <c>STRUCT</c> or <c>MAP</c>; for any other type its own name without parameters.
/// </param>
/// <param name="Parts">The element; the fields; the key and the value. Empty for other types.</param>
/// <param name="Width">How many digits a <c>DECIMAL</c> has.</param>
internal sealed record DuckDbType(string Name, IReadOnlyList<DuckDbField> Parts, int Width = 0)
{
    /// <summary>A type without parts.</summary>
    public static DuckDbType Simple(string name, int width = 0) => new(name, [], width);

    /// <summary>Takes a type's text apart.</summary>
    public static DuckDbType Parse(string text) => new DuckDbTypeText(text).Whole();
}

/// <summary>A part of a type.</summary>
/// <param name="Name">The field's name; empty in lists and maps.</param>
/// <param name="Type">Its type.</param>
internal sealed record DuckDbField(string Name, DuckDbType Type);

namespace Quern.Formats.Selecting;

/// <summary>Finds which fields of a file a where means: the one of exactly that name, otherwise the only one that differs by case.</summary>
internal static class UsedFields
{
    /// <summary>The fields' own names, each once. A name that is no field is a fault of the recipe.</summary>
    /// <param name="condition">The where.</param>
    /// <param name="fields">All fields there are.</param>
    /// <param name="file">The file, for messages.</param>
    /// <param name="mayLack">Whether a name that is no field of these rows is one all the same.</param>
    public static IReadOnlyList<string> Of(Condition condition, IReadOnlyList<string> fields, string file, bool mayLack = false)
    {
        var used = new List<string>();
        foreach (var name in condition.Names)
        {
            if (Find(name, condition, fields, file, mayLack) is { } field && !used.Contains(field, StringComparer.Ordinal))
            {
                if (used.Find(other => other.Equals(field, StringComparison.OrdinalIgnoreCase)) is { } other)
                {
                    throw WhereFaults.SameButCase(other, field, file, condition.Text);
                }

                used.Add(field);
            }
        }

        return used;
    }

    private static string? Find(string name, Condition condition, IReadOnlyList<string> fields, string file, bool mayLack)
    {
        if (fields.Contains(name, StringComparer.Ordinal))
        {
            return name;
        }

        var alike = fields.Where(f => f.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return alike.Count switch
        {
            1 => alike[0],
            > 1 => throw WhereFaults.SeveralFields(name, alike, file, condition.Text),
            _ when condition.Parameters.Contains(name) => null,
            _ when FickleFunctions.Contains(name, 0) => throw WhereFaults.Fickle(name, condition.Text),
            _ when mayLack => name,
            _ => throw WhereFaults.UnknownField(name, fields, file, condition.Text),
        };
    }
}

using System.Text.Json;

namespace Quern.Formats.Selecting;

/// <summary>Goes through the tree of a where, collects the names it reads, and refuses what is no matter of one row.</summary>
internal sealed class ConditionParts(string where)
{
    private readonly List<string> _names = [];
    private readonly HashSet<string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first part of each path, in the where's order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What stands before an arrow: the parameter of a lambda, or a field whose JSON is looked into.</summary>
    public IReadOnlySet<string> Parameters => _parameters;

    /// <summary>Adds a part of the tree. DuckDB limits how deep an expression may be, and so how deep this goes.</summary>
    public void Add(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in part.EnumerateArray())
            {
                Add(element);
            }
        }
        else if (part.ValueKind == JsonValueKind.Object && Enters(part))
        {
            foreach (var member in part.EnumerateObject())
            {
                Add(member.Value);
            }
        }
    }

    private bool Enters(JsonElement part)
    {
        switch (ClassOf(part))
        {
            case "CONSTANT":
                return false;
            case "COLUMN_REF":
                _names.Add(FirstName(part));
                return false;
            case "LAMBDA":
                AddParameters(part.GetProperty("lhs"));
                return true;
            case "FUNCTION" when FickleFunctions.Contains(NameOf(part), part.GetProperty("children").GetArrayLength()):
                throw WhereFaults.Fickle(NameOf(part), where);
            case "SUBQUERY":
                throw WhereFaults.Unfit("holds a SELECT of its own; it can only look at the row itself", where);
            case "PARAMETER":
                throw WhereFaults.Unfit("holds a parameter (a question mark or $1) in whose place nothing can be put; write the value", where);
            case "STAR":
                throw WhereFaults.Unfit("holds a star in the place of a field; name the fields", where);
            case "POSITIONAL_REFERENCE":
                throw WhereFaults.Unfit("counts fields (#1); name them", where);
            case "WINDOW":
                throw WhereFaults.Unfit("looks at more rows than one (OVER); it can only look at the row itself", where);
            default:
                return true;
        }
    }

    private void AddParameters(JsonElement left)
    {
        if (ClassOf(left) == "COLUMN_REF")
        {
            _parameters.Add(FirstName(left));
        }
        else if (left.TryGetProperty("children", out var several))
        {
            foreach (var one in several.EnumerateArray())
            {
                AddParameters(one);
            }
        }
    }

    private static string ClassOf(JsonElement part)
        => part.TryGetProperty("class", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";

    private static string FirstName(JsonElement column) => column.GetProperty("column_names")[0].GetString()!;

    private static string NameOf(JsonElement function) => function.GetProperty("function_name").GetString()!;
}

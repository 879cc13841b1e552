using Quern.Rows;

namespace Quern.Recipes.Text;

/// <summary>Everything that is wrong with a recipe, each with its place, so that a user can mend it in one go.</summary>
/// <param name="file">The recipe's file, for the places.</param>
internal sealed class FaultList(string file)
{
    private readonly List<(int Line, int Column, string Message)> _faults = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _faults.Count > 0;

    /// <summary>Adds a fault at a piece of the recipe.</summary>
    public void Add(RecipeNode at, string message) => Add(at.Line, at.Column, message);

    /// <summary>Adds a fault at a place.</summary>
    public void Add(int line, int column, string message) => _faults.Add((line, column, message));

    /// <summary>Stops when anything is wrong.</summary>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new RecipeFault([.. _faults.OrderBy(static f => f.Line).ThenBy(static f => f.Column).Select(f => $"{file}:{f.Line}:{f.Column}: {f.Message}")]);
        }
    }
}

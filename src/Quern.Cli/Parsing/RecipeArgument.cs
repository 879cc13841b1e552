using System.CommandLine;

namespace Quern.Cli.Parsing;

/// <summary>The recipe that a verb works on.</summary>
internal sealed class RecipeArgument
{
    private readonly Argument<string?> _positional = new("recipe")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "RECIPE",
        Description = "The recipe, a YAML file.",
    };

    private readonly Option<string> _named = new("--input") { HelpName = "RECIPE", Description = "The same as naming the recipe without an option." };

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_positional);
        command.Options.Add(_named);
    }

    /// <summary>The file that was named.</summary>
    public string Read(ParseResult given, ICollection<string> faults)
    {
        string?[] named = [given.GetValue(_positional), given.GetValue(_named)];
        var paths = named.OfType<string>().ToList();
        if (paths.Count != 1)
        {
            faults.Add(paths.Count == 0 ? "No recipe was named. Name a YAML file, such as recipes/demo.yaml." : "Two recipes were named; one is run at a time.");
        }

        return paths.FirstOrDefault() ?? "";
    }
}

using System.CommandLine;
using Quern.Cli.Parsing;
using Quern.Recipes;
using Quern.Rows;

namespace Quern.Cli.Verbs;

/// <summary>Runs the recipe that comes with the program on the rows that come with it: no network, no key, no account.</summary>
internal sealed class DemoVerb() : Verb(VerbGroup.Run, "demo", "Runs the bundled recipe on the bundled rows, offline.", "quern demo")
{
    private readonly OptionSet _options = new(typeof(RunOptions));

    /// <summary>The recipe beside the program.</summary>
    public static string RecipePath => Path.Combine(AppContext.BaseDirectory, "recipes", "demo.yaml");

    protected override void Describe(Command command) => _options.AddTo(command);

    protected override int Run(ParseResult given, Session session)
    {
        var faults = new List<string>();
        var options = (RunOptions?)_options.Read(given, faults);
        ThrowIfAny(faults);
        if (!File.Exists(RecipePath))
        {
            throw new RunFault($"The bundled recipe {RecipePath} is missing: this copy of the program is not whole. Build or install it again.");
        }

        return RecipeRun.Run(session, Recipe.Load(RecipePath), "quern demo", options!);
    }
}

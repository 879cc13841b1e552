using Quern.Cli.Screen;
using Quern.Recipes;
using Quern.Running;

namespace Quern.Cli.Verbs;

/// <summary>Runs a resolved recipe in its folder and shows the result: what <c>run</c> and <c>demo</c> have in common.</summary>
internal static class RecipeRun
{
    /// <summary>Runs it.</summary>
    /// <param name="session">This call of the program.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="command">What the user typed, without options: repeated after an interruption.</param>
    /// <param name="options">How to run it.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Session session, ResolvedRecipe recipe, string command, RunOptions options)
    {
        var folder = options.Folder ?? recipe.DefaultFolder;
        session.ResumeCommand = Again(command, options);
        var settings = new RunSettings { Folder = folder, Workers = options.WorkerCount, Force = options.Force, WriteRejects = !options.NoRejects, Refresh = options.Refresh };
        using var hub = recipe.UsesHub ? session.OpenHub() : null;
        var watch = Watch.Start();
        var result = RunScreen.Show(session, progress => recipe.Run(settings, hub, progress, session.Cancel));
        if (options.Json)
        {
            RunJsonText.Print(recipe.Name, result, watch.Elapsed);
        }
        else
        {
            RunSummary.Print(session.Terminal, result, watch.Elapsed);
        }

        return result.ExitCode;
    }

    // With every option that decides whether and where it goes on, or what is made anew.
    private static string Again(string command, RunOptions options)
        => command
        + (options.Folder is null ? "" : $" --folder {ShellWord.Of(options.Folder)}")
        + (options.Force ? " --force" : "")
        + (options.NoRejects ? " --no-rejects" : "");
}

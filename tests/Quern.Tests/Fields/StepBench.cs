using System.Text;
using Quern.Recipes;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Tests.Fields;

/// <summary>Takes one row through one step of the table, with options as a recipe would write them.</summary>
internal static class StepBench
{
    /// <summary>What became of the row: its new text, <c>drop: reason</c> or <c>quarantine: reason</c>.</summary>
    public static string Apply(string step, string options, string row)
    {
        var bench = new Output();
        Make(step, options).Apply(new Row(Encoding.UTF8.GetBytes(row), default), bench);
        return bench.Fate.ShouldNotBeNull();
    }

    /// <summary>Everything that is wrong with the options.</summary>
    public static string Faults(string step, string options) => Should.Throw<RecipeFault>(() => Make(step, options)).Message;

    private static RowStep Make(string step, string options)
    {
        var folder = Directory.CreateTempSubdirectory("quern-test-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "in.jsonl"), "{}\n");
            var recipe = $"name: t\nsources: [{{ files: in.jsonl }}]\nsteps:\n  - {step}: {options}\noutputs: [{{ jsonl: {folder.FullName}/out.jsonl }}]\n";
            var spec = Recipe.Parse(recipe, Path.Combine(folder.FullName, "recipe.yaml")).Spec.Steps[0];
            return (RowStep)spec.Entry.Create(spec.Options, new StepContext(step, 0, ["in"], folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class Output : RowOutput
    {
        public string? Fate { get; private set; }

        public override void Keep(Row row) => Fate = Encoding.UTF8.GetString(row.Json);

        public override void Drop(Row row, string reason) => Fate = "drop: " + reason;

        public override void Quarantine(Row row, RowFault fault) => Fate = "quarantine: " + fault.Reason;

        public override void Count(Row row, string what)
        {
        }
    }
}

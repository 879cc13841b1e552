using System.Text.Json;

namespace Quern.Cli.Tests.Verifying;

/// <summary>A fault as <c>verify --json</c> tells it.</summary>
internal sealed record Told(string Kind, string File, long Line, string? Id);

/// <summary>Runs <c>verify</c> on files of a folder of its own and reads what it tells.</summary>
internal sealed class VerifyProgram : IDisposable
{
    /// <summary>The program.</summary>
    public QuernProgram Quern { get; } = new();

    /// <summary>Writes lines into a file.</summary>
    public void Write(string name, IEnumerable<string> lines) => Quern.Write(name, string.Concat(lines.Select(static l => l + "\n")));

    /// <summary>Runs another verb, which must succeed.</summary>
    public void Do(params string[] arguments)
    {
        var outcome = Quern.Run(arguments);
        outcome.Exit.ShouldBe(0, outcome.Errors);
    }

    /// <summary>Verifies what must be without a fault.</summary>
    public JsonElement Passes(params IEnumerable<string> arguments)
    {
        var (exit, result) = Run(arguments);
        Faults(result).ShouldBeEmpty();
        exit.ShouldBe(0, result.ToString());
        result.GetProperty("passed").GetBoolean().ShouldBeTrue();
        return result;
    }

    /// <summary>Verifies what must be without a fault, and gives the faults that planting brings about.</summary>
    public IReadOnlyList<Told> Planted(Action plant, params string[] arguments)
    {
        Passes(arguments);
        plant();
        return Fails(arguments);
    }

    /// <summary>The faults of what must not pass.</summary>
    public IReadOnlyList<Told> Fails(params IEnumerable<string> arguments)
    {
        var (exit, result) = Run(arguments);
        exit.ShouldBe(7, result.ToString());
        result.GetProperty("passed").GetBoolean().ShouldBeFalse();
        return Faults(result);
    }

    /// <summary>The exit code and the one object that is printed.</summary>
    public (int Exit, JsonElement Result) Run(params IEnumerable<string> arguments)
    {
        var outcome = Quern.Run(["verify", .. arguments, "--json"]);
        outcome.Output.ShouldStartWith("{", customMessage: outcome.Errors);
        var result = JsonDocument.Parse(outcome.Output).RootElement;
        result.GetProperty("exit_code").GetInt32().ShouldBe(outcome.Exit);
        return (outcome.Exit, result);
    }

    public void Dispose() => Quern.Dispose();

    private static List<Told> Faults(JsonElement result)
        => [.. result.GetProperty("faults").EnumerateArray().Where(static k => !k.GetProperty("allowed").GetBoolean()).SelectMany(static k => k.GetProperty("found").EnumerateArray())
            .Select(static f => new Told(f.GetProperty("kind").GetString()!, f.GetProperty("file").GetString()!, f.GetProperty("line").GetInt64(), f.GetProperty("id").GetString()))];
}

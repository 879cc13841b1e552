using System.CommandLine;
using Quern.Cli.Screen;
using Quern.Formats.DuckDb;

namespace Quern.Cli.Verbs;

/// <summary>Looks at the machine: what is there, what is missing, and what to do about it.</summary>
internal sealed class DoctorVerb() : Verb(VerbGroup.Setup, "doctor", "Says what is installed, what is missing, and what to do.", "quern doctor")
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object instead of text for people." };

    protected override void Describe(Command command) => command.Options.Add(_json);

    protected override int Run(ParseResult given, Session session)
    {
        IReadOnlyList<Finding> findings =
        [
            Machine(),
            DuckDb(),
            Writable("current folder", Environment.CurrentDirectory, "Change to a folder where you may write, or name outputs elsewhere with --output."),
            Writable("temporary folder", Path.GetTempPath(), "Set TMPDIR to a folder where you may write."),
            Bundled(),
            Hub(),
            Screen(session.Terminal),
        ];
        var sound = findings.All(static f => f.Sound);
        if (given.GetValue(_json))
        {
            JsonText.Print(new { sound, findings });
            return sound ? ExitCodes.Done : ExitCodes.UnexpectedFault;
        }

        foreach (var finding in findings)
        {
            Console.Out.WriteLine($"{(finding.Sound ? "ok     " : "MISSING")} {finding.What,-18}{finding.Found}");
            if (finding.Remedy is { } remedy)
            {
                Console.Out.WriteLine($"        to do: {remedy}");
            }
        }

        return sound ? ExitCodes.Done : ExitCodes.UnexpectedFault;
    }

    private static Finding Machine()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        return new Finding(
            "machine", true, $".NET {Environment.Version}, {Environment.ProcessorCount} cores, {Amount.Bytes(memory)} of memory, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}", null);
    }

    private static Finding DuckDb()
    {
        try
        {
            return new Finding("DuckDB library", true, $"{DuckDbLibrary.Version} ({DuckDbLibrary.Location})", null);
        }
        catch (Rows.RunFault fault)
        {
            return new Finding("DuckDB library", false, fault.Message, "Build Quern once with npm installed, or set QUERN_DUCKDB to the library's file. Only JSONL and text work without it.");
        }
    }

    private static Finding Writable(string what, string folder, string remedy)
    {
        var probe = Path.Combine(folder, $".quern-doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new Finding(what, true, $"{folder} ({Amount.Bytes(new DriveInfo(folder).AvailableFreeSpace)} free)", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(what, false, $"{folder} cannot be written: {e.Message}", remedy);
        }
    }

    private static Finding Hub()
    {
        try
        {
            var hub = EnvironmentSettings.Hub(static _ => { });
            return new Finding(
                "Hub", true, $"{hub.Address}{(hub.Offline ? " (offline: the cache alone is asked)" : "")}, {(hub.Token is null ? "no token" : "a token is set")}, cache {hub.CacheFolder}", null);
        }
        catch (Rows.RecipeFault fault)
        {
            return new Finding("Hub", false, fault.Message, "Mend or unset the variable; docs/hub.md says what it expects.");
        }
    }

    private static Finding Bundled() => File.Exists(DemoVerb.RecipePath)
        ? new Finding("bundled sample", true, DemoVerb.RecipePath, null)
        : new Finding("bundled sample", false, $"{DemoVerb.RecipePath} is not there", "This copy of the program is not whole: build or install it again.");

    private static Finding Screen(Terminal terminal)
        => new("terminal", true, terminal.IsLive ? "live progress" : "plain lines of progress (standard error is no terminal, or CI is set)", null);

    private sealed record Finding(string What, bool Sound, string Found, string? Remedy);
}

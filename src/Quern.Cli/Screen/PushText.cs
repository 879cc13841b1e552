using Quern.Hub.Push;

namespace Quern.Cli.Screen;

/// <summary>What a push did, or would do, as text for people and as JSON for programs.</summary>
internal static class PushText
{
    /// <summary>Shows what was done.</summary>
    public static void Print(PushResult result)
    {
        var made = result.Created ? "made; " : "";
        Console.Out.WriteLine(result.Commits == 0
            ? $"{result.Id} ({result.Revision}): {made}nothing to do, {Amount.Count(result.FilesUnchanged, "file is", "files are")} there already ({Amount.Bytes(result.BytesThere)})"
            : $"{result.Id} ({result.Revision}): {made}{Amount.Count(result.FilesSent, "file", "files")} sent, {Amount.Bytes(result.BytesSent)}; "
                + $"{Amount.Count(result.FilesUnchanged, "file", "files")} unchanged; {Amount.Bytes(result.BytesThere)} there already");
        Console.Out.WriteLine(result.CommitUrl ?? result.Url);
    }

    /// <summary>Shows what was done, as JSON.</summary>
    public static void PrintJson(PushResult result) => JsonText.Print(new
    {
        result.Id,
        result.Revision,
        result.Url,
        result.Created,
        result.Commit,
        result.CommitUrl,
        result.Commits,
        result.FilesSent,
        result.BytesSent,
        result.FilesUnchanged,
        result.BytesThere,
        Card = Word(result.Card),
        result.LeftOut,
        result.Notes,
    });

    /// <summary>Shows what would be done.</summary>
    public static void Print(PushPlan plan)
    {
        Console.Out.WriteLine($"{plan.Id} ({plan.Revision}): {(plan.Exists ? "exists" : "would be made")}");
        foreach (var file in plan.Files)
        {
            var bytes = file.Bytes is { } known ? Amount.Bytes(known) : "";
            Console.Out.WriteLine($"  {Word(file.State),-10}{(file.Large ? "large" : "regular"),-8}{bytes,12}  {Printable.Line(file.Path, 120)}");
        }

        foreach (var left in plan.LeftOut)
        {
            Console.Out.WriteLine($"  {"left out",-10}{"",-8}{"",12}  {Printable.Line(left.Path, 120)} ({left.Reason})");
        }

        Console.Out.WriteLine($"{Amount.Count(plan.FilesToSend, "file", "files")} to send, at most {Amount.Bytes(plan.BytesToSend)}; {Amount.Count(plan.FilesUnchanged, "file", "files")} unchanged; {Amount.Rows(plan.LeftOut.Count)} left out");
        Console.Out.WriteLine("Nothing was sent. What is large is decided by the Hub when files are sent; large files that it has already are not sent again.");
    }

    /// <summary>Shows what would be done, as JSON.</summary>
    public static void PrintJson(PushPlan plan) => JsonText.Print(new
    {
        plan.Id,
        plan.Revision,
        plan.Exists,
        Card = Word(plan.Card),
        plan.FilesToSend,
        plan.BytesToSend,
        plan.FilesUnchanged,
        Files = plan.Files.Select(static f => new { f.Path, f.Bytes, State = Word(f.State), f.Large }),
        plan.LeftOut,
    });

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

using System.Text;

namespace Quern.Tests.House;

/// <summary>
/// Text that others see (program output, the public face, the arrows between rooms) lies approved in the repository; a
/// change fails a test and shows up as a diff. What was found is written beside it as <c>X.received.txt</c>, except
/// under <c>CI</c>. To approve a change, move the received file over the approved one.
/// </summary>
internal static class ApprovedText
{
    private const int LinesShown = 12;

    /// <summary>The root of the repository: the folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Fails when the text is not what the file (named from the repository's root) holds.</summary>
    public static void Check(string approvedFile, string actual)
    {
        var approvedPath = Path.Combine(Root, approvedFile);
        var receivedPath = ReceivedOf(approvedPath);
        var approved = File.Exists(approvedPath) ? Normal(File.ReadAllText(approvedPath)) : "";
        if (approved == Normal(actual))
        {
            File.Delete(receivedPath);
            return;
        }

        if (Environment.GetEnvironmentVariable("CI") is null or "")
        {
            File.WriteAllText(receivedPath, Normal(actual));
        }

        Assert.Fail($"{approvedFile} differs from what was found (- approved, + found):\n{Difference(approved, Normal(actual))}\n"
            + $"If the change is meant: mv {receivedPath} {approvedPath}");
    }

    /// <summary>The lines that differ, between the first and the last that do.</summary>
    public static string Difference(string approved, string actual)
    {
        var (a, b) = (approved.Split('\n'), actual.Split('\n'));
        var start = a.Zip(b).TakeWhile(static p => p.First == p.Second).Count();
        var end = a.Reverse().Zip(b.Reverse()).TakeWhile(static p => p.First == p.Second).Count();
        end = Math.Min(end, Math.Min(a.Length, b.Length) - start);
        var text = new StringBuilder().Append("  line ").Append(start + 1).Append(":\n");
        Append(text, "- ", a[start..^end]);
        Append(text, "+ ", b[start..^end]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string sign, string[] lines)
    {
        foreach (var line in lines.Take(LinesShown))
        {
            text.Append(sign).Append(line).Append('\n');
        }

        if (lines.Length > LinesShown)
        {
            text.Append(sign).Append("... ").Append(lines.Length - LinesShown).Append(" more lines\n");
        }
    }

    private static string ReceivedOf(string approvedPath)
    {
        var stem = Path.ChangeExtension(approvedPath, null);
        stem = stem.EndsWith(".approved", StringComparison.Ordinal) ? stem[..^".approved".Length] : stem;
        return stem + ".received" + Path.GetExtension(approvedPath);
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Quern.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Quern.slnx stands above {from}; tests run from inside the repository.");
    }
}

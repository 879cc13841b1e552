using Quern.Hub.Layout;
using Quern.Hub.Push;
using Quern.Rows;
using Quern.Running;

namespace Quern.Reports.Card;

/// <summary>What a card is of: files that hold rows, and the run folder that they come from, where that was named.</summary>
/// <param name="Name">The name of the run, the folder or the file.</param>
/// <param name="Files">The files, with their paths as they will lie in the dataset.</param>
/// <param name="Run">The run folder; null where files were named.</param>
/// <param name="Base">The folder under which all of it lies on this machine.</param>
internal sealed record CardSubject(string Name, IReadOnlyList<OutgoingFile> Files, string? Run, string Base)
{
    /// <summary>What the writers of the files had to say, and what became of the files since.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Finds what a user named.</summary>
    public static CardSubject Find(string what)
        => RunFolder.Is(what) ? OfRun(what)
            : Directory.Exists(what) ? OfFolder(what)
            : File.Exists(what) ? OfFile(what)
            : throw new RecipeFault($"{what} was not found: name a run folder, a folder of files, or a file of rows.");

    private static CardSubject OfRun(string folder)
    {
        var status = RunStatus.Read(folder);
        if (status.State != "finished")
        {
            throw new RecipeFault($"The run in {folder} is {status.State}, so that nobody can say yet what it made. {(status.State == "running" ? $"Wait for it (quern status {folder})." : "Run its recipe again: it goes on where it was.")}");
        }

        var last = RunJson.TryRead<SegmentPlan>(RunFolder.PlanOf(folder))!.Segments[^1].Folder + " ";
        var named = RunJson.TryRead<RunStats>(RunFolder.StatsOf(folder))?.Outputs ?? [];
        var written = (RunJson.TryRead<OutputRecord>(RunFolder.OutputsOf(folder))?.Files ?? []).Where(f => f.Finished && f.Rows.StartsWith(last, StringComparison.Ordinal) && named.Any(f.IsNamed)).ToList();
        var there = written.FindAll(static f => File.Exists(f.Path));
        if (there.Count == 0)
        {
            var lost = written.Count == 0 ? "its outputs.json names none" : $"not there any more: {Wording.Some([.. written.Select(static f => f.Path)], 3)}";
            throw new RecipeFault($"The run in {folder} has no output that could be published ({lost}). Run its recipe again: what is missing is written anew.");
        }

        var root = CommonFolder(there.Select(static f => Path.GetDirectoryName(f.Path)!));
        var notes = written.Except(there).Select(static f => $"{Path.GetFileName(f.Path)}, an output of the run, was not there when this card was made.")
            .Concat(there.SelectMany(f => NotesOf(f, root)));
        return new CardSubject(status.Name, [.. there.Select(f => OutgoingFile.Of(PathIn(root, f.Path), f.Path))], folder, CommonFolder([root, Path.GetFullPath(folder)]))
        {
            Notes = [.. notes],
        };
    }

    private static IEnumerable<string> NotesOf(WrittenOutput file, string root)
        => file.Notes.Select(note => $"{PathIn(root, file.Path)}: {note}")
            .Concat(file.IsUnchanged ? [] : [$"{PathIn(root, file.Path)} was changed, copied or touched after the run had written it."]);

    private static CardSubject OfFolder(string folder)
    {
        var found = OutgoingFiles.Look(folder);
        var rows = found.Files.Where(static f => FileName.KindOf(f.Path) != FileKind.Other).ToList();
        if (rows.Count == 0)
        {
            var there = found.Files.Count == 0 ? "It is empty, but for what is never published." : $"There are {Wording.Some([.. found.Files.Select(static f => f.Path)], 5)}.";
            throw new RecipeFault($"{folder} is no run folder and holds no file of rows; looked for {FileName.Readable}. {there}");
        }

        return new CardSubject(NameOf(folder), rows, null, Path.GetFullPath(folder));
    }

    private static CardSubject OfFile(string file)
    {
        var name = Path.GetFileName(file);
        var ending = FileName.EndingOf(name);
        var found = OutgoingFiles.Look(file).Files;
        return new CardSubject(name[..^ending.Length], found, null, Path.GetDirectoryName(Path.GetFullPath(file))!);
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) is { Length: > 0 } name ? name : "rows";

    private static string PathIn(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static string CommonFolder(IEnumerable<string> folders) => folders.Aggregate(static (a, b) =>
    {
        while (!IsIn(a, b) && Path.GetDirectoryName(a) is { } above)
        {
            a = above;
        }

        return a;
    });

    private static bool IsIn(string folder, string path) => path == folder || path.StartsWith(folder.EndsWith('/') ? folder : folder + "/", StringComparison.Ordinal);
}

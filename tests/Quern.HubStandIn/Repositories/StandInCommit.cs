using System.Collections.Immutable;

namespace Quern.HubStandIn.Repositories;

/// <summary>A state of a dataset, named by its content.</summary>
internal sealed class StandInCommit
{
    private static readonly DateTimeOffset First = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Makes a commit; its id follows from what it holds and from the commit before it.</summary>
    public StandInCommit(StandInCommit? parent, string title, ImmutableSortedDictionary<string, StandInFile> files)
    {
        (Parent, Title, Files) = (parent, title, files);
        Number = parent is null ? 0 : parent.Number + 1;
        Id = ContentNames.IdOf($"{parent?.Id}\n{title}\n{string.Join('\n', files.Select(static f => $"{f.Key} {f.Value.BlobId}"))}");
    }

    /// <summary>40 hex digits.</summary>
    public string Id { get; }

    /// <summary>The commit before this one.</summary>
    public StandInCommit? Parent { get; }

    /// <summary>What its author says of it.</summary>
    public string Title { get; }

    /// <summary>The files by path, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, StandInFile> Files { get; }

    /// <summary>When it was made: an hour after the one before it, so that two runs of a test see the same.</summary>
    public string Date => First.AddHours(Number).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    private int Number { get; }
}

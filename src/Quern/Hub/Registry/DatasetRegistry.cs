using System.Text.RegularExpressions;
using Quern.Rows;

namespace Quern.Hub.Registry;

/// <summary>The datasets that are known by name: those that come with Quern, and those that a user adds.</summary>
internal sealed partial class DatasetRegistry
{
    private const string Resource = "Quern.Hub.Registry.datasets.yaml";

    private DatasetRegistry(IReadOnlyList<KnownDataset> entries) => Entries = entries;

    /// <summary>The datasets that come with Quern.</summary>
    public static DatasetRegistry Standard { get; } = Bundled();

    /// <summary>These, with a list of a user's own before them, where there is one.</summary>
    /// <param name="path">The list's file; null where there is none.</param>
    public static DatasetRegistry WithList(string? path) => path is null ? Standard : Standard.With(RegistryReader.Load(path));

    /// <summary>Every entry, in order: where several have the same id, the first is the one that the id stands for.</summary>
    public IReadOnlyList<KnownDataset> Entries { get; }

    /// <summary>This registry with a user's entries before its own; one with the same name takes the other's place.</summary>
    public DatasetRegistry With(IEnumerable<KnownDataset> entries)
    {
        IReadOnlyList<KnownDataset> added = [.. entries];
        var names = added.Select(static e => e.Name).ToHashSet(StringComparer.Ordinal);
        return new DatasetRegistry([.. added, .. Entries.Where(e => !names.Contains(e.Name))]);
    }

    /// <summary>The entry with a name or, failing that, the first with an id (whose case does not matter); null when there is none.</summary>
    public KnownDataset? Find(string nameOrId)
        => Entries.FirstOrDefault(e => e.Name == nameOrId) ?? WithId(nameOrId).FirstOrDefault();

    /// <summary>Every entry of a dataset, by its id.</summary>
    public IEnumerable<KnownDataset> WithId(string id) => Entries.Where(e => e.Hub.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entries of a group, in order.</summary>
    public IEnumerable<KnownDataset> Group(string group)
        => group == RegistryWords.All ? Entries : Entries.Where(e => e.Groups.Contains(group));

    /// <summary>Whether a text can be the name of an entry: lower-case words and digits with hyphens between them.</summary>
    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>Whether a word names a group.</summary>
    public static bool IsGroup(string word) => word == RegistryWords.All || RegistryWords.Groups.Any(g => g.Word == word);

    /// <summary>
    /// The datasets that names, groups and ids stand for: each once, in the order in which they were named. An id that is not
    /// listed stands for itself; any other word that is not known is a fault.
    /// </summary>
    public IReadOnlyList<KnownDataset> Expand(IEnumerable<string> namesGroupsIds, ICollection<string> faults)
    {
        var found = new List<KnownDataset>();
        foreach (var word in namesGroupsIds)
        {
            IEnumerable<KnownDataset> meant = IsGroup(word) ? Group(word) : Find(word) is { } entry ? [entry] : [];
            if (!IsGroup(word) && !meant.Any())
            {
                if (!RepoName.IsOwned(word))
                {
                    faults.Add(UnknownWord(word));
                    continue;
                }

                meant = [KnownDataset.Unlisted(word)];
            }

            found.AddRange(meant);
        }

        return [.. found.DistinctBy(static e => e.Name)];
    }

    /// <summary>What to say about a word that is no name, no group and no id.</summary>
    public string UnknownWord(string word)
    {
        if (word.LastIndexOf("datasets/", StringComparison.Ordinal) is >= 0 and var at && RepoName.IsOwned(word[(at + "datasets/".Length)..].TrimEnd('/')))
        {
            return $"'{word}' is the address of a dataset; its id is {word[(at + "datasets/".Length)..].TrimEnd('/')}.";
        }

        if (word.Contains('/', StringComparison.Ordinal))
        {
            return $"'{word}' is no id of a dataset; an id is an organisation and a name, such as openai/gsm8k.";
        }

        var known = Entries.Select(static e => e.Name).Concat(RegistryWords.Groups.Select(static g => g.Word)).Append(RegistryWords.All);
        return $"There is no dataset and no group '{word}'.{Suggestion.Sentence(word, known)} 'quern sources' lists them; a dataset that is not listed is named by its id, org/name.";
    }

    private static DatasetRegistry Bundled()
    {
        using var resource = typeof(DatasetRegistry).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(resource);
        return new DatasetRegistry(RegistryReader.Read(reader.ReadToEnd(), "datasets.yaml"));
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

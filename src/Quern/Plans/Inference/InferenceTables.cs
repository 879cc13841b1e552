using System.Text;

namespace Quern.Plans.Inference;

/// <summary>What words mean: everything in the data files of this room that the reading of texts rests on.</summary>
internal sealed class InferenceTables
{
    private InferenceTables(Vocabulary words, ToolTable tools, ScopeTable scope, IReadOnlyList<byte[]> domains, AttackTable attacks)
    {
        (Words, Tools, Scope, Domains, Attacks) = (words, tools, scope, domains, attacks);
        words.Seal();
    }

    /// <summary>The tables that come with Quern.</summary>
    public static InferenceTables Standard { get; } = Read(TableFile.Bundled);

    /// <summary>All words and phrases.</summary>
    public Vocabulary Words { get; }

    /// <summary>The tools.</summary>
    public ToolTable Tools { get; }

    /// <summary>How much words of scope stand for, and which arguments hold a scope.</summary>
    public ScopeTable Scope { get; }

    /// <summary>The domains, in order.</summary>
    public IReadOnlyList<byte[]> Domains { get; }

    /// <summary>What attacks are after.</summary>
    public AttackTable Attacks { get; }

    /// <summary>Reads the tables.</summary>
    /// <param name="open">Gives a table by its name.</param>
    public static InferenceTables Read(Func<string, TableFile> open)
    {
        var words = new Vocabulary();
        MarkSensitivity(open("sensitivity"), words);
        return new InferenceTables(
            words,
            ToolTable.Read(open("tools"), words),
            ScopeTable.Read(open("scope"), words),
            MarkDomains(open("domains"), words),
            AttackTable.Read(open("attacks"), words));
    }

    private static void MarkSensitivity(TableFile file, Vocabulary words)
    {
        foreach (var map in file.List(file.Root).Select(file.Map))
        {
            var level = file.Number(map, "level", 1, 5);
            foreach (var word in file.Words(map, "words"))
            {
                words.Mark(word, m => m with { Level = Math.Max(m.Level, level) });
            }
        }

        file.ThrowIfAny();
    }

    private static List<byte[]> MarkDomains(TableFile file, Vocabulary words)
    {
        var domains = new List<byte[]>();
        foreach (var map in file.List(file.Root).Select(file.Map))
        {
            domains.Add(Encoding.UTF8.GetBytes(file.Text(map, "domain")));
            foreach (var word in file.Words(map, "words"))
            {
                words.Mark(word, m => m.Domain == 0 ? m with { Domain = domains.Count } : m);
            }
        }

        file.ThrowIfAny();
        return domains;
    }
}

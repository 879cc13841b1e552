using Quern.Formats;
using Quern.Rows;
using Quern.Steps;

namespace Quern.Running;

/// <summary>What a run does, with everything resolved: no defaults, no patterns, no names left to look up.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Seed">All chance comes from it.</param>
/// <param name="Tolerance">Share of rows that may be quarantined before the run counts as incomplete.</param>
/// <param name="Sources">Where rows come from, in order.</param>
/// <param name="Steps">What is done with them, in order.</param>
/// <param name="Outputs">Where they go.</param>
internal sealed record RunSpec(
    string Name,
    ulong Seed,
    double Tolerance,
    IReadOnlyList<SourceSpec> Sources,
    IReadOnlyList<StepSpec> Steps,
    IReadOnlyList<OutputFile> Outputs)
{
    /// <summary>How many rows are to come out; then the sources are read interleaved, and no further than needed. Null means all.</summary>
    public long? Target { get; init; }

    /// <summary>What is wrong with the names of sources in the options of a step, each as a sentence.</summary>
    public IEnumerable<string> SourceFaults(int step)
    {
        var makers = Steps.Take(step).Where(static s => s.Entry.MakesRows).Select(static s => s.Label);
        return Steps[step].Options.CheckSources([.. Sources.Select(static s => s.Name), .. makers]);
    }

    /// <summary>The file that those beside the output of a single verb are called after; where there are several outputs, none of them.</summary>
    public string Beside { get => field ?? Outputs[0].Path; init; }
}

/// <summary>One source of a run.</summary>
/// <param name="Name">Its name in places, ids and the ledger.</param>
/// <param name="Files">Its files, in order; together they are numbered from ordinal 0.</param>
internal sealed record SourceSpec(string Name, IReadOnlyList<SourceFile> Files)
{
    /// <summary>How many rows are taken at the most; rows that the selection leaves out do not count.</summary>
    public long? Max { get; init; }

    /// <summary>How many of its rows there are to be among those of others, as it was said; null where nothing was.</summary>
    public long? SaidWeight { get; init; }

    /// <summary>What it is for, in a run that ends at a target.</summary>
    public SourceFilling Filling { get; init; }

    /// <summary>How many of its rows there are to be among those of others.</summary>
    public long Weight => SaidWeight ?? Max ?? Origin?.Rows ?? 1;

    /// <summary>The same among sources that fill.</summary>
    public long FillWeight => Filling == SourceFilling.Rest ? Origin?.Rows ?? Weight : Weight;

    /// <summary>Which rows are meant, and which of their fields.</summary>
    public RowSelection Selection { get; init; } = RowSelection.All;

    /// <summary>What rows are given to know them by, where they lack it.</summary>
    public RowIdentity Identity { get; init; }

    /// <summary>Where it comes from, when that is not a file of the user's own.</summary>
    public SourceOrigin? Origin { get; init; }

    /// <summary>Why nothing of it can be had; the run goes on with the other sources, and says so.</summary>
    public SourceFault? Lost { get; init; }

    /// <summary>The length of all its files.</summary>
    public long Bytes => Files.Sum(static f => f.Bytes);
}

/// <summary>What rows are given at their source.</summary>
internal enum RowIdentity
{
    /// <summary>Nothing: they stay as they are.</summary>
    None,

    /// <summary><c>source_dataset</c>.</summary>
    Dataset,

    /// <summary><c>id</c> and <c>source_dataset</c>.</summary>
    Full,
}

/// <summary>One step of a run.</summary>
/// <param name="Label">Unique in the run: the step's name, with a number from the second one on.</param>
/// <param name="Entry">Its line in the table of steps.</param>
/// <param name="Options">Its options.</param>
/// <param name="OptionsText">The options in one canonical line, for the checkpoint's name.</param>
internal sealed record StepSpec(string Label, StepEntry Entry, StepOptions Options, string OptionsText)
{
    /// <summary>Steps in their order, each with a label of its own.</summary>
    public static IReadOnlyList<StepSpec> InOrder(IEnumerable<(StepEntry Entry, StepOptions Options)> steps)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var specs = new List<StepSpec>();
        foreach (var (entry, options) in steps)
        {
            var number = seen[entry.Name] = seen.GetValueOrDefault(entry.Name) + 1;
            specs.Add(new StepSpec(number == 1 ? entry.Name : $"{entry.Name}-{number}", entry, options, OptionTable.CanonicalText(options)));
        }

        return specs;
    }
}

/// <summary>How a run is carried out; nothing here changes the result.</summary>
internal sealed record RunSettings
{
#if DEBUG
    private const long UsualPortion = 64;
#else
    private const long UsualPortion = 1 << 17;
#endif

    /// <summary>The run folder; null for a single verb, which leaves no folder behind.</summary>
    public string? Folder { get; init; }

    /// <summary>What the recipe means, as text; it is left in the run folder for people.</summary>
    public string? ResolvedText { get; init; }

    /// <summary>How many cores work on rows.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether outputs that exist may be replaced.</summary>
    public bool Force { get; init; }

    /// <summary>Whether sources elsewhere are looked up anew, and not as they were when the folder's run began.</summary>
    public bool Refresh { get; init; }

    /// <summary>How many rows of interleaved sources are read for one checkpoint: what is done again after a kill.</summary>
    public long PortionRows { get; init; } = UsualPortion;

    /// <summary>Whether rejected rows are written, or only counted.</summary>
    public bool WriteRejects { get; init; } = true;
}

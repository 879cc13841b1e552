using System.Globalization;
using System.Text;
using Quern.Bench.Dedup.Corpus;
using Quern.Bench.Dedup.Scoring;
using Quern.Bench.Measuring;

namespace Quern.Bench.Dedup;

/// <summary>
/// Quern on one corpus, by both methods, in turn with the floor program where there is one: what it takes, and what is found.
/// </summary>
internal sealed class CorpusSection
{
    private readonly CorpusFiles _corpus;
    private readonly BenchSettings _settings;
    private readonly DedupTruth _truth;
    private readonly List<Entrant> _entrants = [];

    public CorpusSection(CorpusFiles corpus, BenchSettings settings)
    {
        (_corpus, _settings) = (corpus, settings);
        _truth = DedupTruth.Read(corpus.Truth);
        var shingles = Scripts.ShinglesOf(corpus.Script);
        var by = $"--by instruction,response{(shingles == "words" ? "" : $" --shingles {shingles}")}{settings.Dedup.Handed}";
        Add("quern dedup", $"{settings.Quern} dedup {corpus.Path} {by} -o {Output} --force 2>/dev/null", "prefix");
        Add("quern dedup --method minhash", $"{settings.Quern} dedup {corpus.Path} {by} --method minhash -o {Output} --force 2>/dev/null", "minhash");
        // The floor program folds Latin letters only.
        if (settings.Dedup.Floor is { } floor && corpus.Script == Script.Latin)
        {
            Add("floor, prefix", $"{floor} {corpus.Path} {Environment.ProcessorCount} {Kept} prefix {Output} > /dev/null", "prefix");
            Add("floor, minhash", $"{floor} {corpus.Path} {Environment.ProcessorCount} {Kept} minhash {Output} > /dev/null", "minhash");
        }
    }

    private string Output => Path.Combine(_settings.Folder, "dedup-out.jsonl");

    private string Kept => Path.Combine(_settings.Folder, "dedup-kept.txt");

    private IReadOnlyList<string> Written => [Output, Path.ChangeExtension(Output, ".rejects.jsonl"), Path.ChangeExtension(Output, ".stats.json"), Kept];

    /// <summary>Runs all turns and gives the section.</summary>
    public string Run()
    {
        // The first turn warms the cache, and is the one whose rows are judged: they are the same in every turn.
        for (var turn = 0; turn <= _settings.Runs; turn++)
        {
            for (var place = 0; place < _entrants.Count; place++)
            {
                // Another one begins each turn: with one program under two names, always in the same order, the one that
                // began took 1.2 times as long as the other.
                var entrant = _entrants[(turn + place) % _entrants.Count];
                entrant.Contender.Run(counted: turn > 0);
                entrant.Score ??= DedupScore.Of(_truth, KeptRows.Read(Output, _truth.Rows));
            }
        }

        Contender.Remove(Written);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## Deduplication: {_truth.Rows:N0} rows ({_corpus.Name}){_settings.Dedup.Handed.Replace(" --", ", --", StringComparison.Ordinal)}\n\n");
        AddCosts(text);
        AddScores(text);
        if (_corpus.Script == Script.Latin)
        {
            PeerFigures.Add(text, _corpus.Path, _truth.Rows, [.. _entrants.Select(static e => (e.Contender.Name, e.Score!, e.Contender.Median(static c => c.Wall), e.Contender.Median(static c => c.Cpu)))]);
        }

        return text.ToString();
    }

    private void Add(string name, string command, string method)
        => _entrants.Add(new Entrant(new Contender(name, command, _corpus.Path, Output) { Clears = Written }, method));

    private void AddCosts(StringBuilder text)
    {
        text.Append("| Command | Runs | Wall s (min-max) | Time to the floor's | CPU s | Peak MB | In MB/s | Rows/s |\n|---|---:|---:|---:|---:|---:|---:|---:|\n");
        var bytes = new FileInfo(_corpus.Path).Length;
        foreach (var (contender, method) in _entrants.Select(static e => (e.Contender, e.Method)))
        {
            var wall = contender.Median(static c => c.Wall);
            var floor = _entrants.Skip(2).FirstOrDefault(e => e.Method == method)?.Contender.Median(static c => c.Wall);
            text.Append(CultureInfo.InvariantCulture, $"| {contender.Name} | {contender.Costs.Count} | {wall:0.000} ({contender.Costs.Min(static c => c.Wall):0.000}-{contender.Costs.Max(static c => c.Wall):0.000}) ")
                .Append(CultureInfo.InvariantCulture, $"| {wall / floor:0.00} | {contender.Median(static c => c.Cpu):0.000} | {contender.Median(static c => c.PeakBytes) / 1e6:0} ")
                .Append(CultureInfo.InvariantCulture, $"| {bytes / 1e6 / wall:0} | {_truth.Rows / wall:N0} |\n");
        }

        text.Append(_settings.Runs % _entrants.Count == 0
            ? "\nEach command began a turn equally often.\n"
            : string.Create(CultureInfo.InvariantCulture, $"\n{_settings.Runs} runs cannot be shared out evenly: who begins a turn may be slower by a fifth. For ratios take a multiple of {_entrants.Count}.\n"));
    }

    private void AddScores(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n{_entrants[0].Score!.ShouldGo:N0} rows should go. The share of pairs that are joined, of pairs that stand alone:\n\n")
            .Append("| Command | Recall | Missed | Lost | exact | norm | .95 | .90 | .85 | .80-.815 | decoys .7 | decoys .6 |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
            .Append("| *should be* | 1 | 0 | 0 | 1 | 1 | 1 | 1 | 1 | 1 | 0 | 0 |\n");
        foreach (var (contender, score) in _entrants.Select(static e => (e.Contender, e.Score!)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {contender.Name} | {score.Recall:0.00000} | {score.Missed:N0} | {score.Lost:N0} ")
                .AppendJoin("", KindBand.All.Skip(1).Select(b => string.Create(CultureInfo.InvariantCulture, $"| {score.Joined(b.Kind):0.0000} "))).Append("|\n");
        }
    }

    private sealed class Entrant(Contender contender, string method)
    {
        public Contender Contender => contender;

        /// <summary>What the floor program calls the method.</summary>
        public string Method => method;

        public DedupScore? Score { get; set; }
    }
}

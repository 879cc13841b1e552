using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Mixing.Split;

/// <summary>Reads of each row what decides about it: with which rows it stays together, and its stratum.</summary>
internal sealed class SplitRead
{
    private const ulong IdSeed = 0x6964;
    private const ulong StratumSeed = 0x7374;
    private const int MostStrata = 10_000;
    private const int LongestName = 100;
    private const string NoStratum = "(none)";

    private readonly FieldValue _id = new(FieldPath.Parse("id"));
    private readonly FieldValue[] _groups;
    private readonly FieldValue? _stratify;
    private readonly Dictionary<ulong, int> _strata = [];
    private readonly Dictionary<ulong, int>? _stratumOfGroup;
    private RowKey _places;

    public SplitRead(SplitOptions options, StepContext context)
    {
        _groups = [.. options.GroupPaths.Select(static p => new FieldValue(p))];
        _stratify = options.Stratify is { } field ? new FieldValue(FieldPath.Parse(field)) : null;
        _places = new RowKey(context.Seed);
        Links = _groups.Length > 1 ? new ValueLinks() : null;
        _stratumOfGroup = _groups.Length > 0 && _stratify is not null ? [] : null;
    }

    /// <summary>Values that stay together; null where there is only one field.</summary>
    public ValueLinks? Links { get; }

    /// <summary>The strata, by their index.</summary>
    public List<Stratum> Strata { get; } = [];

    /// <summary>The row's number, which rows that stay with it share, and its stratum.</summary>
    public (ulong Unit, int Stratum) Read(Row row, SetOutput output) => (Unit(row, output), StratumOf(row, output));

    /// <summary>
    /// The number and the stratum by which a row is decided, when all are read. A group lies in the stratum of its first
    /// row, because it cannot be parted.
    /// </summary>
    public (ulong Unit, Stratum Stratum) Resolve(ulong unit, int stratum)
    {
        var root = Links?.RootOf(unit) ?? unit;
        if (_stratumOfGroup is not null && !_stratumOfGroup.TryAdd(root, stratum))
        {
            stratum = _stratumOfGroup[root];
        }

        return (root, Strata[stratum]);
    }

    /// <summary>Refuses when nothing could be read of a field.</summary>
    public void ThrowIfUnseen(long rows)
    {
        IEnumerable<FieldValue> all = _stratify is null ? _groups : [.. _groups, _stratify];
        var unseen = all.Where(f => rows > 0 && !f.IsSeen).Select(static f => $"No row has a value in the field {f.Name}, by which the rows were to be split.").ToList();
        if (unseen.Count > 0)
        {
            throw new RecipeFault(unseen);
        }
    }

    private ulong Unit(Row row, SetOutput output)
    {
        var place = _places.Next(row.Place);
        ulong? first = null;
        for (var i = 0; i < _groups.Length; i++)
        {
            if (!_groups[i].TryHash(row.Json, (ulong)i, out var hash))
            {
                continue;
            }

            if (first is { } before)
            {
                Links!.Link(before, hash);
            }

            first ??= hash;
        }

        if (_groups.Length > 0 && first is null)
        {
            output.Count(row, "no-group");
        }

        return first ?? (_id.TryHash(row.Json, IdSeed, out var id) ? id : place);
    }

    private int StratumOf(Row row, SetOutput output)
    {
        var hash = 0UL;
        if (_stratify is not null && !_stratify.TryHash(row.Json, StratumSeed, out hash))
        {
            output.Count(row, "no-stratum");
        }

        if (_strata.TryGetValue(hash, out var index))
        {
            return index;
        }

        if (Strata.Count == MostStrata)
        {
            throw new RecipeFault($"The field {_stratify!.Name} has more than {MostStrata:N0} values; of so many, parts cannot each get their share. Name a field with fewer.");
        }

        Strata.Add(new Stratum(hash == 0 ? NoStratum : NameOf(_stratify!.Text), hash));
        return _strata[hash] = Strata.Count - 1;
    }

    private static string NameOf(ReadOnlySpan<byte> value)
    {
        var name = Encoding.UTF8.GetString(value.Length > LongestName ? value[..LongestName] : value);
        return value.Length > LongestName ? name.TrimEnd('\uFFFD') + "..." : name;
    }
}

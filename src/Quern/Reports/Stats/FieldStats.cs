using Quern.Rows.Json;

namespace Quern.Reports.Stats;

/// <summary>
/// What is known of one field path, and of the fields below it. Each batch of rows fills a tree of these from nothing,
/// and the trees are added up in the order of the batches; so the result depends neither on the number of workers nor
/// on who did what. A tree is used again for later batches: what it knew is reset, its memory stays.
/// </summary>
/// <param name="name">The field's name, unescaped; empty for the row itself, <c>[]</c> for the elements of a list.</param>
internal sealed class FieldStats(byte[] name)
{
    /// <summary>An object with more different keys than this is taken for a map: its fields are counted together.</summary>
    public const int MostKeys = 500;

    /// <summary>Where a tree of this many paths would grow, the object that grows is taken for a map.</summary>
    public const int MostPaths = 1000;

    /// <summary>Values nested deeper than this are counted where they stand, and not looked into.</summary>
    public const int MostLevels = 16;

    private readonly List<FieldStats> _known = [];
    private readonly Dictionary<ulong, FieldStats> _byHash = [];
    private readonly List<FieldStats> _children = [];
    private FieldStats? _elements;
    private FieldStats? _together;
    private NumberCounts _numbers;
    private LengthCounts _texts;
    private LengthCounts _lists;
    private int _position;
    private int _expected;
    private bool _used;

    /// <summary>The field's name.</summary>
    public byte[] Name { get; } = name;

    /// <summary>How often each kind of value was there, by <see cref="JsonKind"/>.</summary>
    public long[] Kinds { get; } = new long[7];

    /// <summary>The different values.</summary>
    public ValueCounts Values { get; } = new();

    /// <summary>The fields below, in the order in which they were met first.</summary>
    public IReadOnlyList<FieldStats> Children => _children;

    /// <summary>The elements, when the field is a list.</summary>
    public FieldStats? Elements => _elements is { _used: true } ? _elements : null;

    /// <summary>All fields below, counted together; null unless the object is taken for a map.</summary>
    public FieldStats? Together => IsMap ? _together : null;

    /// <summary>Whether the object is taken for a map.</summary>
    public bool IsMap { get; private set; }

    /// <summary>Whether values below were not looked into because they are nested too deep.</summary>
    public bool HasDeeper { get; set; }

    /// <summary>How often the field was there.</summary>
    public long Present => Kinds.Sum();

    /// <summary>Its numbers.</summary>
    public NumberSummary? Numbers => _numbers.Summary;

    /// <summary>The lengths of its texts.</summary>
    public LengthSummary? Texts => _texts.Summary;

    /// <summary>The lengths of its lists.</summary>
    public LengthSummary? Lists => _lists.Summary;

    /// <summary>What a kind of value is called.</summary>
    public static string NameOf(JsonKind kind) => kind switch
    {
        JsonKind.True or JsonKind.False => "boolean",
        JsonKind.Array => "list",
        JsonKind.String => "text",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Counts a number.</summary>
    public void AddNumber(JsonValue value) => _numbers.Add(value);

    /// <summary>Counts a text's length.</summary>
    public void AddText(long characters) => _texts.Add(characters);

    /// <summary>Counts a list's length.</summary>
    public void AddList(long elements) => _lists.Add(elements);

    /// <summary>The field below of this name, added when it is new.</summary>
    public FieldStats Child(ReadOnlySpan<byte> name, FieldCensus census)
    {
        if (IsMap)
        {
            return _together!;
        }

        var child = Find(name, census);
        if (child._used)
        {
            return child;
        }

        if (_children.Count == MostKeys || census.Paths >= MostPaths)
        {
            TakeForMap(census);
            return _together!;
        }

        child.Use(census);
        _children.Add(child);
        return child;
    }

    /// <summary>The elements of the list, added when they are new.</summary>
    public FieldStats ElementsIn(FieldCensus census)
    {
        _elements ??= new FieldStats("[]"u8.ToArray());
        _elements.Use(census);
        return _elements;
    }

    /// <summary>Adds what another tree knows of this path and those below.</summary>
    public void Add(FieldStats other, FieldCensus census)
    {
        for (var i = 0; i < Kinds.Length; i++)
        {
            Kinds[i] += other.Kinds[i];
        }

        _numbers.Add(other._numbers);
        _texts.Add(other._texts);
        _lists.Add(other._lists);
        HasDeeper |= other.HasDeeper;
        Values.Add(other.Values);
        if (Values.TooMany)
        {
            other.Values.GiveUp();
        }

        AddBelow(other, census);
    }

    /// <summary>Forgets the counts of this path and those below; the trees that stay are bounded by the caller.</summary>
    public void Reset()
    {
        foreach (var child in _children)
        {
            child.Reset();
        }

        _elements?.Reset();
        _together?.Reset();
        _children.Clear();
        Array.Clear(Kinds);
        Values.Reset();
        _numbers = default;
        _texts = _lists = default;
        _used = IsMap = HasDeeper = false;
        _expected = 0;
    }

    private void Use(FieldCensus census)
    {
        if (!_used)
        {
            _used = true;
            census.Paths++;
        }
    }

    private void AddBelow(FieldStats other, FieldCensus census)
    {
        if (other.IsMap && !IsMap)
        {
            TakeForMap(census);
        }

        foreach (var child in other._children)
        {
            Child(child.Name, census).Add(child, census);
        }

        if (other.Together is { } together)
        {
            _together!.Add(together, census);
        }

        if (other.Elements is { } elements)
        {
            ElementsIn(census).Add(elements, census);
        }
    }

    // From here on the object's keys are one path. What was counted apart goes into it, in order.
    private void TakeForMap(FieldCensus census)
    {
        IsMap = true;
        _together ??= new FieldStats("*"u8.ToArray());
        _together.Use(census);
        foreach (var child in _children)
        {
            census.Paths -= child.PathsUsed();
        }

        foreach (var child in _children)
        {
            _together.Add(child, census);
        }

        _children.Clear();
        _known.Clear();
        _byHash.Clear();
        _expected = 0;
    }

    private int PathsUsed() => _used ? 1 + _children.Sum(static c => c.PathsUsed()) + (_elements?.PathsUsed() ?? 0) + (_together?.PathsUsed() ?? 0) : 0;

    // Rows of one set have their keys in one order: the key that followed last time is tried first.
    private FieldStats Find(ReadOnlySpan<byte> name, FieldCensus census)
    {
        if (_expected < _known.Count && name.SequenceEqual(_known[_expected].Name))
        {
            return _known[_expected++];
        }

        if (_known.Count > 0 && name.SequenceEqual(_known[0].Name))
        {
            _expected = 1;
            return _known[0];
        }

        var hash = TextHash.Of(name, 0);
        while (_byHash.TryGetValue(hash, out var known))
        {
            if (name.SequenceEqual(known.Name))
            {
                _expected = known._position + 1;
                return known;
            }

            hash++;
        }

        var added = new FieldStats(name.ToArray()) { _position = _known.Count };
        census.Made++;
        _byHash.Add(hash, added);
        _known.Add(added);
        _expected = added._position + 1;
        return added;
    }
}

/// <summary>How large a tree is.</summary>
internal sealed class FieldCensus
{
    /// <summary>Paths in use.</summary>
    public int Paths { get; set; }

    /// <summary>Paths that were made, in use or not.</summary>
    public int Made { get; set; }
}

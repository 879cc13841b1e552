using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Formats.Schema;

/// <summary>
/// What has been seen of one field: kinds of values, the elements of its lists, the members of its objects in the order
/// of their first appearance. Shapes of parts of a dataset are added up in the order of the parts; the kinds would come
/// out the same in any order.
/// </summary>
internal sealed class FieldShape
{
    /// <summary>An object with more different names than this is a map, whose names are data.</summary>
    public const int MostMembers = 512;

    private readonly Dictionary<byte[], int> _index = new(NameComparer.Instance);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<Member> _members = [];
    private readonly ByteBuffer _plainName = new(32);

    /// <summary>A shape of nothing yet.</summary>
    public FieldShape() => _lookup = _index.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>A member of an object: its name as plain text, and what was seen of it.</summary>
    public sealed record Member(byte[] Name, FieldShape Shape);

    /// <summary>The kinds of values seen.</summary>
    public ValueKinds Kinds { get; private set; }

    /// <summary>How often a value stood here.</summary>
    public long Values { get; private set; }

    /// <summary>How many members all objects had together.</summary>
    public long Filled { get; private set; }

    /// <summary>The shape of the elements of lists; null while there was none.</summary>
    public FieldShape? Element { get; private set; }

    /// <summary>The members of objects; no more are added once there are too many.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>Adds a value, looking no deeper than <paramref name="depth"/> levels.</summary>
    public void Add(ReadOnlySpan<byte> value, int depth)
    {
        var kind = ValueKind.Of(value);
        Values++;
        Kinds |= kind;
        if ((kind & (ValueKinds.List | ValueKinds.Struct)) == ValueKinds.None)
        {
            return;
        }

        if (depth == 0)
        {
            Kinds |= ValueKinds.Deep;
        }
        else if (kind == ValueKinds.Struct)
        {
            AddMembers(value, depth - 1);
        }
        else
        {
            AddElements(value, depth - 1);
        }
    }

    /// <summary>Adds the shape of a later part.</summary>
    public void Add(FieldShape later)
    {
        Kinds |= later.Kinds;
        Values += later.Values;
        Filled += later.Filled;
        if (later.Element is not null)
        {
            (Element ??= new FieldShape()).Add(later.Element);
        }

        foreach (var member in later._members)
        {
            Find(member.Name, 0)?.Add(member.Shape);
        }
    }

    private void AddMembers(ReadOnlySpan<byte> value, int depth)
    {
        var members = new JsonMembers(value);
        for (var at = 0; members.MoveNext(); at++)
        {
            Filled++;
            if (Find(JsonUnescape.Plain(members.Name, _plainName), at) is { } shape)
            {
                shape.Add(members.Value, depth);
                Kinds |= shape.Kinds & ValueKinds.Deep;
            }
        }
    }

    private void AddElements(ReadOnlySpan<byte> value, int depth)
    {
        for (var at = JsonScan.SkipSpace(value, 1); value[at] != ']';)
        {
            var end = JsonScan.SkipValue(value, at);
            (Element ??= new FieldShape()).Add(value[at..end], depth);
            Kinds |= Element.Kinds & ValueKinds.Deep;
            at = JsonScan.SkipSpace(value, end);
            at = value[at] == ',' ? JsonScan.SkipSpace(value, at + 1) : at;
        }
    }

    // Rows mostly have the same fields in the same order, so the name is looked for where it stood last time.
    private FieldShape? Find(ReadOnlySpan<byte> name, int expectedAt)
    {
        if (expectedAt < _members.Count && name.SequenceEqual(_members[expectedAt].Name))
        {
            return _members[expectedAt].Shape;
        }

        if (_lookup.TryGetValue(name, out var index))
        {
            return _members[index].Shape;
        }

        if (_members.Count > MostMembers)
        {
            return null;
        }

        var member = new Member(name.ToArray(), new FieldShape());
        _index.Add(member.Name, _members.Count);
        _members.Add(member);
        return member.Shape;
    }

    private sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static NameComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}

using System.Text;
using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>
/// Where the known fields of an object stand (of a row, a turn, a call): found in one pass over its members. One instance
/// a core and kind.
/// </summary>
internal sealed class RowFields
{
    private const int Slots = 512;

    private static readonly byte[][] KnownNames = [.. Enum.GetNames<Field>().Select(Written)];
    private static readonly byte[] BySlot = FieldsBySlot();

    private readonly JsonSlice[] _values = new JsonSlice[KnownNames.Length];
    private readonly bool[] _named = new bool[KnownNames.Length];

    /// <summary>The value of a field; empty when the row does not have it, or has null there.</summary>
    public JsonSlice this[Field field] => _values[(int)field];

    /// <summary>Whether the row has a field, and not null there.</summary>
    public bool Has(Field field) => _values[(int)field].Length > 0;

    /// <summary>Whether the object names a field, if only to say null.</summary>
    public bool Names(Field field) => _named[(int)field];

    /// <summary>Whether the row has one of two fields.</summary>
    public bool Has(Field field, Field other) => Has(field) || Has(other);

    /// <summary>The value of the first of some fields that the row has.</summary>
    public JsonSlice First(params ReadOnlySpan<Field> fields)
    {
        foreach (var field in fields)
        {
            if (Has(field))
            {
                return this[field];
            }
        }

        return default;
    }

    /// <summary>Finds the fields of an object; of anything else none.</summary>
    /// <param name="json">The object.</param>
    /// <param name="of">Where it stands.</param>
    public void Find(ReadOnlySpan<byte> json, JsonSlice of)
    {
        Array.Clear(_values);
        Array.Clear(_named);
        if (json.IsEmpty || json[JsonScan.SkipSpace(json, 0)] != '{')
        {
            return;
        }

        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            var field = FieldOf(members.Name);
            _named[(int)field] = true;
            if (field != Field.None && json[members.ValueStart] != 'n')
            {
                _values[(int)field] = new JsonSlice(of.Start + members.ValueStart, members.ValueEnd - members.ValueStart, of.InRow);
            }
        }
    }

    private static Field FieldOf(ReadOnlySpan<byte> name)
    {
        for (var slot = SlotOf(name); BySlot[slot] is not 0 and var field; slot = (slot + 1) % Slots)
        {
            if (Ascii.EqualsIgnoreCase(name, KnownNames[field]))
            {
                return (Field)field;
            }
        }

        return Field.None;
    }

    // Without regard to case: one dataset writes Rubrics and rubrics.
    private static int SlotOf(ReadOnlySpan<byte> name)
        => name.IsEmpty ? 0 : (((name[0] | 0x20) * 7) + ((name[^1] | 0x20) * 31) + ((name[name.Length / 2] | 0x20) * 101) + name.Length) % Slots;

    private static byte[] Written(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            text.Append(char.IsUpper(c) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] FieldsBySlot()
    {
        var slots = new byte[Slots];
        for (var field = 1; field < KnownNames.Length; field++)
        {
            var slot = SlotOf(KnownNames[field]);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) % Slots;
            }

            slots[slot] = (byte)field;
        }

        return slots;
    }
}

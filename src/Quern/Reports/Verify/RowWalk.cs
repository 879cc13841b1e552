using System.Runtime.InteropServices;
using System.Text.Json;
using Quern.Reports.Verify.Texts;
using Quern.Rows.Json;

namespace Quern.Reports.Verify;

/// <summary>
/// Goes through every value of a row: counts its words, makes of its texts a number that stands for them, and finds what is
/// wrong with a text whatever the shape of its row.
/// </summary>
internal sealed class RowWalk
{
    private readonly VerifyOptions _options;
    private readonly PlainText _plain;
    private readonly PersonalTraces _personal;
    private readonly RowFaults _faults;
    private readonly Action<string> _damaged;

    /// <summary>A walk.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="plain">Reads texts.</param>
    /// <param name="personal">Counts what looks like data about persons.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public RowWalk(VerifyOptions options, PlainText plain, PersonalTraces personal, RowFaults faults)
        => (_options, _plain, _personal, _faults, _damaged) = (options, plain, personal, faults, Damaged);

    /// <summary>A number that stands for all texts.</summary>
    public ulong Texts { get; private set; }

    /// <summary>A number that stands for all other values.</summary>
    public ulong Values { get; private set; }

    /// <summary>Words of all texts.</summary>
    public long Words { get; private set; }

    /// <summary>Whether a text has half a character in it.</summary>
    public bool IsHalf { get; private set; }

    /// <summary>Goes to the next row.</summary>
    public void Begin() => (Texts, Values, Words, IsHalf) = (0, 0, 0, false);

    /// <summary>
    /// Goes through a member. What only names a row says nothing about it: two rows that differ in that alone are the same.
    /// </summary>
    public void Walk(JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        Walk(member.Value, counts: !(name.SequenceEqual("id"u8) || name.SequenceEqual("source_dataset"u8) || name.SequenceEqual("role"u8) || name.SequenceEqual("from"u8)));
    }

    private void Walk(JsonElement value, bool counts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                LookAtText(value, counts);
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Walk(element, counts);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member);
                }

                break;
            default:
                if (counts)
                {
                    Values = TextHash.Of(JsonMarshal.GetRawUtf8Value(value), Values);
                }

                break;
        }
    }

    private void LookAtText(JsonElement value, bool counts)
    {
        if (!_plain.TryRead(value, out var text))
        {
            IsHalf = true;
            return;
        }

        if (counts)
        {
            var known = _plain.Know(value, text);
            Texts = TextHash.Chain(Texts, known.Hash);
            Words += known.Words;
        }

        TextDamage.Find(text, _damaged);
        if (LongWord.IsIn(text) && Secrets.Find(text) is { } secret)
        {
            _faults.Add(FaultKinds.Secret, $"{secret}, as it seems");
        }

        LookForPersons(text);
    }

    private void Damaged(string kind) => _faults.Add(kind, "a text is damaged");

    private void LookForPersons(ReadOnlySpan<byte> text)
    {
        var before = _personal.All;
        _personal.Look(text);
        if (_options.NoPersonalData && _personal.All > before)
        {
            _faults.Add(FaultKinds.PersonalData, "what looks like data about a person");
        }
    }
}

using System.Text.Json;
using Quern.Reports.Verify.Texts;
using Quern.Rows.Json;

namespace Quern.Reports.Verify.Shapes;

/// <summary>What one side says in a row: a number that stands for it, and its words. One instance a core.</summary>
/// <param name="plain">Reads texts.</param>
internal sealed class Utterance(PlainText plain)
{
    /// <summary>A number that is the same for the same texts.</summary>
    public ulong Hash { get; private set; }

    /// <summary>How many words there are.</summary>
    public long Words { get; private set; }

    /// <summary>Whether there is any text.</summary>
    public bool HasText { get; private set; }

    /// <summary>Begins anew.</summary>
    public void Clear() => (Hash, Words, HasText) = (0, 0, false);

    /// <summary>Adds every text of a value, at any depth.</summary>
    public void Add(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                AddText(value);
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Add(element);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Add(member.Value);
                }

                break;
        }
    }

    private void AddText(JsonElement value)
    {
        if (plain.Of(value) is { } text)
        {
            HasText |= text.Words > 0;
            Words += text.Words;
            Hash = TextHash.Chain(Hash, text.Hash);
        }
    }
}

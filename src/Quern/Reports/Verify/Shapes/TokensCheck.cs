using System.Text.Json;
using Quern.Reports.Verify.Texts;

namespace Quern.Reports.Verify.Shapes;

/// <summary>A sequence of tokens, with what stands beside each of them.</summary>
internal sealed class TokensCheck(PlainText plain) : ShapeCheck(plain)
{
    private static readonly string[] Beside = ["attention_mask", "labels", "position_ids", "loss_mask", "token_type_ids"];

    public override string Name => "tokens";

    public override IReadOnlyList<string> Telling => ["input_ids", "attention_mask"];

    public override bool Is(JsonElement row) => Gives(row, "input_ids");

    public override string? Lacks(JsonElement row) => Has(row, "attention_mask") ? "input_ids" : null;

    protected override void Check(JsonElement row, RowFaults faults)
    {
        var tokens = row.GetProperty("input_ids"u8);
        if (!IsIntegers(tokens, least: 0))
        {
            faults.Add(FaultKinds.TokenFault, "input_ids is no list of whole numbers from 0 on");
            return;
        }

        var length = tokens.GetArrayLength();
        if (length == 0)
        {
            faults.Add(FaultKinds.EmptyField, "input_ids has no token");
        }

        foreach (var name in Beside)
        {
            if (row.TryGetProperty(name, out var other) && other.ValueKind != JsonValueKind.Null && (!IsIntegers(other, long.MinValue) || other.GetArrayLength() != length))
            {
                faults.Add(FaultKinds.TokenFault, $"{name} is no list of {length} whole numbers, as many as input_ids has");
            }
        }

        if (row.TryGetProperty("seq_lengths"u8, out var lengths) && lengths.ValueKind != JsonValueKind.Null && (!IsIntegers(lengths, 1) || lengths.EnumerateArray().Sum(static l => l.GetInt64()) != length))
        {
            faults.Add(FaultKinds.TokenFault, $"seq_lengths do not add up to the {length} tokens of input_ids");
        }
    }

    private static bool IsIntegers(JsonElement list, long least)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out var number) || number < least)
            {
                return false;
            }
        }

        return true;
    }
}

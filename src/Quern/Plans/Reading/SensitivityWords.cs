namespace Quern.Plans.Reading;

/// <summary>The sensitivity of a node in numbers or in the words of older records.</summary>
internal static class SensitivityWords
{
    /// <summary>Reads it; where it is not given it is 1.</summary>
    public static bool TryLevel(ReadOnlySpan<byte> json, out int level)
    {
        level = json switch
        {
            _ when json.SequenceEqual("\"public\""u8) => 1,
            _ when json.SequenceEqual("\"internal\""u8) => 2,
            _ when json.SequenceEqual("\"confidential\""u8) => 3,
            _ when json.SequenceEqual("\"restricted\""u8) => 4,
            _ when json.SequenceEqual("\"critical\""u8) => 5,
            _ => 0,
        };
        if (level == 0 && PlainPlans.TryNumber(json, 1, 5, 1, out var number))
        {
            level = (int)number;
        }

        return level > 0;
    }
}

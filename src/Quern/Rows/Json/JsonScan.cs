using System.Buffers;
using System.Runtime.CompilerServices;

namespace Quern.Rows.Json;

/// <summary>
/// Steps over the parts of a row that is known to be valid JSON. Because it need not look for faults, it only looks at
/// quotes and brackets, and jumps from one to the next with vector searches.
/// </summary>
internal static class JsonScan
{
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>Index of the first byte from <paramref name="at"/> on that is not white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
        => (uint)at < (uint)json.Length && json[at] > ' ' ? at : SkipSpaces(json, at);

    // Most rows have no white space between their parts, or one space: only that is worth a call.
    private static int SkipSpaces(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }

    /// <summary>Index behind the string whose opening quote stands at <paramref name="at"/>.</summary>
    public static int SkipString(ReadOnlySpan<byte> json, int at)
    {
        at++;
        while (true)
        {
            at += json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }
    }

    /// <summary>Index behind the value that begins at <paramref name="at"/>.</summary>
    public static int SkipValue(ReadOnlySpan<byte> json, int at)
    {
        switch (json[at])
        {
            case (byte)'"':
                return SkipString(json, at);
            case (byte)'{' or (byte)'[':
                return ContainerEnd.Find(json, at);
            default:
                var length = json[at..].IndexOfAny(ScalarEnd);
                return length < 0 ? json.Length : at + length;
        }
    }
}

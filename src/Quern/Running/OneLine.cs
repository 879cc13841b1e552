using Quern.Rows;

namespace Quern.Running;

/// <summary>
/// Appends a row as one line. Valid JSON may be laid out over several lines, and a step may make such rows; the line
/// breaks stand between tokens then, never inside a string, so that spaces can take their place.
/// </summary>
internal static class OneLine
{
    /// <summary>Appends the row without a line break in it.</summary>
    public static void Append(ReadOnlySpan<byte> json, ByteBuffer to)
    {
        var start = to.Length;
        to.Append(json);
        if (json.ContainsAny((byte)'\n', (byte)'\r'))
        {
            var copy = to.Array.AsSpan(start, json.Length);
            copy.Replace((byte)'\n', (byte)' ');
            copy.Replace((byte)'\r', (byte)' ');
        }
    }
}

using Quern.Rows;

namespace Quern.Plans.Inference;

/// <summary>How many things a text speaks of, and what of the text said so.</summary>
/// <param name="Volume">How many, at least 1.</param>
/// <param name="How"><c>word:all</c>, <c>default</c> or, where the number itself follows, <c>explicit:</c>, as UTF-8.</param>
/// <param name="IsNumber">Whether the text held the number; <see cref="WriteHow"/> then writes it behind <paramref name="How"/>.</param>
internal readonly record struct ScopeGuess(long Volume, byte[] How, bool IsNumber)
{
    /// <summary>Writes what led to the number, such as <c>explicit:20</c>, without quotes.</summary>
    public void WriteHow(ByteBuffer output)
    {
        output.Append(How);
        if (IsNumber)
        {
            output.Append(Volume);
        }
    }
}

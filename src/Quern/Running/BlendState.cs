using System.Globalization;
using Quern.Rows;

namespace Quern.Running;

/// <summary>How far a blend of sources is, between two portions: all that must be known to go on from there.</summary>
/// <param name="Kept">Rows that came out so far.</param>
/// <param name="Sources">How far each source is, in the run's order.</param>
internal sealed record BlendState(long Kept, IReadOnlyList<SourceStand> Sources)
{
    /// <summary>The beginning.</summary>
    public static BlendState Start(int sources) => new(0, new SourceStand[sources]);

    /// <summary>Whether a source could not be had to its end; another run may have more luck.</summary>
    public bool HasLost => Sources.Any(static s => s.Lost);

    /// <summary>The state in one line that is the same for the same state.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Kept} kept, ")
        + string.Join(' ', Sources.Select(static s => string.Create(CultureInfo.InvariantCulture, $"{s.Rows}/{s.Taken}{(s.Ended ? " ended" : "")}")));
}

/// <summary>How far one source of a blend is.</summary>
/// <param name="Rows">Rows passed, taken or not: the ordinal of the next one.</param>
/// <param name="Taken">Rows taken.</param>
/// <param name="Ended">Whether it was found to have no more rows.</param>
/// <param name="Lost">Whether that is so because it does not answer.</param>
internal readonly record struct SourceStand(long Rows, long Taken, bool Ended, bool Lost);

/// <summary>Something that was found out about a source while a batch was filled.</summary>
/// <param name="AtRow">How many rows the batch held then.</param>
/// <param name="Source">Which source.</param>
/// <param name="Ended">Whether it has no more rows.</param>
/// <param name="Rows">Rows that it passed by then.</param>
/// <param name="Short">Why some of its rows could not be read; null when all could.</param>
/// <param name="Lost">Set when nothing more of it can be had.</param>
internal sealed record BlendNote(int AtRow, int Source, bool Ended, long Rows, string? Short, SourceFault? Lost);

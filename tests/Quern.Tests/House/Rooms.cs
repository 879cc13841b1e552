namespace Quern.Tests.House;

/// <summary>
/// The one table of who may use whom. A room may use every room on a lower floor; rooms on one floor never name each
/// other. Rooms that do not exist yet have their floor already.
/// </summary>
internal static class Rooms
{
    /// <summary>The floors, the lowest first.</summary>
    public static IReadOnlyList<string[]> Floors { get; } =
    [
        ["Rows"],
        ["Formats", "Shapes", "Chat"],
        ["Steps"],
        ["Running", "Tokens"],
        ["Fields", "Mixing", "Queries", "Hub", "Plans", "Curation", "Dedup", "Exports", "Code", "Governance"],
        ["Reports"],
        ["Recipes"],
    ];

    // Governance works on plans and nothing else; it stands beside them and may name them.
    private static readonly (string From, string To)[] Extra = [("Governance", "Plans")];

    /// <summary>1-based floor of a room; 0 when the table does not know it.</summary>
    public static int FloorOf(string room) => Floors.Select((rooms, i) => rooms.Contains(room) ? i + 1 : 0).Max();

    /// <summary>Whether one room may name another.</summary>
    public static bool MayUse(string from, string to)
        => from == to || FloorOf(to) is > 0 and var floor && floor < FloorOf(from) || Extra.Contains((from, to));
}

using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>What the readers that stand on DuckDB share: opening a session, and faults that name the file.</summary>
internal static class DuckDbFile
{
    /// <summary>A session for one reader, on all cores.</summary>
    public static DuckDbSession OpenSession(string workFolder) => DuckDbSession.Open(workFolder, Environment.ProcessorCount);

    /// <summary>DuckDB's failure as a fault of the file.</summary>
    public static SourceFault Unreadable(string file, DuckDbFault fault)
        => new($"{file} cannot be read: {fault.Message.TrimEnd()} Is the file complete? Fetch or write it again.", fault);
}

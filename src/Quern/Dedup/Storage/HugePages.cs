using System.Runtime.InteropServices;

namespace Quern.Dedup.Storage;

/// <summary>Asks the system to lay memory on huge pages, where it can.</summary>
internal static unsafe partial class HugePages
{
    private const int UseHugePages = 14;

    /// <summary>Asks for a stretch of memory. That the system may not know how is no fault.</summary>
    public static void Ask(void* start, nuint length)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Advise(start, length, UseHugePages);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}

using System.Globalization;
using Quern.Rows;

namespace Quern.Hub.Fetching;

/// <summary>Says that a disk is too small before it is full.</summary>
internal static class DiskSpace
{
    /// <summary>Throws when a folder's disk has less room than is needed.</summary>
    public static void Require(string folder, long bytes, string what)
    {
        var free = FreeAt(folder);
        if (bytes > free)
        {
            throw new RunFault($"{what} needs {Gigabytes(bytes)} more on the disk of {folder}, which has {Gigabytes(free)} free. Free some space, or set HF_HOME to a folder on another disk.");
        }
    }

    // A disk that does not say how much room it has is taken at its word once it is full.
    private static long FreeAt(string folder)
    {
        try
        {
            // A folder that is yet to be made lies on the disk of the one that it is made in.
            var there = Path.GetFullPath(folder);
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } parent)
            {
                there = parent;
            }

            return new DriveInfo(there).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }

    private static string Gigabytes(long bytes) => bytes < 100_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB");
}

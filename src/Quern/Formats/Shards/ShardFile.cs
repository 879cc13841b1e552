using Quern.Rows;

namespace Quern.Formats.Shards;

/// <summary>Opens the files of a shard and says what a damaged one means.</summary>
internal static class ShardFile
{
    /// <summary>Opens a file that a marker has promised.</summary>
    public static FileStream OpenRead(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"The checkpoint {path} cannot be read: {e.Message} {Remedy(path)}", e);
        }
    }

    /// <summary>Stops the run when a checkpoint is not what its marker says.</summary>
    public static void Verify(string path, bool sound)
    {
        if (!sound)
        {
            throw new RunFault($"The checkpoint {path} is damaged: its length or checksum is not what its marker says. {Remedy(path)}");
        }
    }

    private static string Remedy(string path) => $"Delete the folder {Path.GetDirectoryName(path)} and run again.";
}

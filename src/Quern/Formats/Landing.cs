using System.Runtime.InteropServices;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// A file on its way to its name. It grows under a temporary name in the same folder (a move across file systems would
/// be a copy), and takes its place in one move when it is complete; otherwise nothing is left.
/// </summary>
internal sealed partial class Landing : IDisposable
{
    private readonly string _path;
    private readonly string _name;
    private FileStream? _file;
    private Checksum _checksum;

    private Landing(string path, string name, FileStream file)
    {
        _path = path;
        _name = name;
        _file = file;
    }

    /// <summary>Bytes written so far.</summary>
    public long Written { get; private set; }

    /// <summary>What was written so far is known by; a head that was patched does not count.</summary>
    public FileMark Mark => new(Written, _checksum.Value);

    /// <summary>What lies there is known by, where others wrote it under the temporary name.</summary>
    public FileMark ReadMark() => FileMark.Of(_file!.SafeFileHandle);

    /// <summary>The temporary name for a path.</summary>
    public static string TemporaryOf(string path)
        => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.quern-tmp");

    /// <summary>Begins a file; its folder is made. One that exists is refused unless <paramref name="force"/>.</summary>
    /// <param name="path">Its final name.</param>
    /// <param name="force">Whether a file of that name may be replaced.</param>
    /// <param name="name">What it is called in messages, when a user would not know its path.</param>
    public static Landing Begin(string path, bool force, string? name = null)
    {
        Refuse(path, force);
        try
        {
            var temporary = TemporaryOf(path);
            Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
            return new Landing(path, name ?? path, new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFault($"{name ?? path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Refuses a path that is taken.</summary>
    public static void Refuse(string path, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new RecipeFault($"{path} is a folder; the name of a file was expected.");
        }

        if (!force && File.Exists(path))
        {
            throw new RecipeFault($"{path} exists already. Use --force to replace it, or name another file.");
        }
    }

    /// <summary>Appends bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _file!.Write(bytes);
            _checksum.Add(bytes);
            Written += bytes.Length;
        }
        catch (IOException e)
        {
            throw WriteFault(_name, Written, e);
        }
    }

    /// <summary>Puts bytes in the place of the first ones written: a head whose content is known only at the end.</summary>
    public void Patch(ReadOnlySpan<byte> head)
    {
        try
        {
            RandomAccess.Write(_file!.SafeFileHandle, head, 0);
        }
        catch (IOException e)
        {
            throw WriteFault(_name, Written, e);
        }
    }

    /// <summary>Lets go of the file, so that it can be read under its temporary name before it is removed.</summary>
    public void Release()
    {
        try
        {
            _file!.Dispose();
        }
        catch (IOException e)
        {
            throw WriteFault(_name, Written, e);
        }
    }

    /// <summary>Gives the file its name; <paramref name="durable"/> also forces it to the disk first.</summary>
    public void Complete(bool durable)
    {
        try
        {
            _file!.Flush(flushToDisk: durable);
            _file.Dispose();
            Move(_path, durable);
            _file = null;
        }
        catch (IOException e)
        {
            throw WriteFault(_name, Written, e);
        }
    }

    /// <summary>Moves the temporary file of a path to its name.</summary>
    public static void Move(string path, bool durable)
    {
        var temporary = TemporaryOf(path);
        File.Move(temporary, path, overwrite: true);
        if (durable && !OperatingSystem.IsWindows())
        {
            SyncFolder(Path.GetDirectoryName(temporary)!);
        }
    }

    /// <summary>What to say when writing fails.</summary>
    public static RunFault WriteFault(string path, long written, IOException e) => new(
        $"Writing {path} failed after {written:N0} bytes: {e.Message.TrimEnd('.')}. Nothing was left under that name. Free some space, or write to another disk.", e);

    public void Dispose()
    {
        if (_file is not null)
        {
            _file.Dispose();
            File.Delete(TemporaryOf(_path));
        }
    }

    // A rename is only on the disk once the folder is; the platform has no call for that.
    private static void SyncFolder(string folder)
    {
        const int ReadOnly = 0;
        var descriptor = OpenPath(folder, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Fsync(descriptor);
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

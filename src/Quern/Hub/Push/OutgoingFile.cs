using Microsoft.Win32.SafeHandles;
using Quern.Rows;

namespace Quern.Hub.Push;

/// <summary>A file to be sent, as it was when it was found: it must stay so until it is sent.</summary>
/// <param name="Path">Where it will lie in the dataset, with forward slashes.</param>
/// <param name="Place">Where it lies here.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Changed">Its time of change, in ticks.</param>
internal sealed record OutgoingFile(string Path, string Place, long Bytes, long Changed)
{
    /// <summary>The content of a file that was made here and lies nowhere; null for all others.</summary>
    public ReadOnlyMemory<byte>? Made { get; init; }

    /// <summary>A file on disk.</summary>
    public static OutgoingFile Of(string path, string place)
    {
        var file = new FileInfo(place);
        return new OutgoingFile(path, place, file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>A file that is made here.</summary>
    public static OutgoingFile Of(string path, ReadOnlyMemory<byte> content) => new(path, path, content.Length, 0) { Made = content };

    /// <summary>Opens it for reading; null where nothing has to be read.</summary>
    public SafeFileHandle? Open()
    {
        if (Made is not null || Bytes == 0)
        {
            return null;
        }

        CheckUnchanged();
        try
        {
            return File.OpenHandle(Place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    /// <summary>Fills a buffer from a place in the file, as far as the file goes.</summary>
    public async ValueTask<int> ReadAsync(SafeFileHandle? handle, long at, Memory<byte> into, CancellationToken cancel)
    {
        into = into[..(int)Math.Min(into.Length, Bytes - at)];
        if (Made is { } made)
        {
            made.Slice((int)at, into.Length).CopyTo(into);
            return into.Length;
        }

        var filled = 0;
        while (filled < into.Length)
        {
            var read = await ReadSomeAsync(handle!, at + filled, into[filled..], cancel).ConfigureAwait(false);
            filled += read > 0 ? read : throw Moved();
        }

        return filled;
    }

    /// <summary>Throws when the file is no longer as it was found.</summary>
    public void CheckUnchanged()
    {
        if (Made is null && new FileInfo(Place) is var now && (!now.Exists || now.Length != Bytes || now.LastWriteTimeUtc.Ticks != Changed))
        {
            throw Moved();
        }
    }

    private async ValueTask<int> ReadSomeAsync(SafeFileHandle handle, long at, Memory<byte> into, CancellationToken cancel)
    {
        try
        {
            return await RandomAccess.ReadAsync(handle, into, at, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }
    }

    private RunFault Unreadable(Exception e) => new($"{Place} cannot be read: {e.Message}", e);

    private RunFault Moved()
        => new($"{Place} was changed while it was being pushed, so what is on the Hub would be neither the old file nor the new one. It is not committed; run again when nothing writes to it.");
}

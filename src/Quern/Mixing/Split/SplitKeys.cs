using System.Buffers.Binary;
using Quern.Rows;

namespace Quern.Mixing.Split;

/// <summary>
/// What decides about each row, in the rows' order, on disk: a number that rows which stay together share, and the index of
/// the stratum. Twelve bytes a row, so that rows need not be looked into again.
/// </summary>
internal sealed class SplitKeys : IDisposable
{
    private const int Size = sizeof(ulong) + sizeof(int);
    private const int BlockSize = Size * 8192;

    private readonly FileStream _file;
    private readonly string _path;
    private readonly byte[] _block = new byte[BlockSize];
    private int _filled;

    /// <summary>Begins them.</summary>
    public SplitKeys(string folder)
    {
        _path = Path.Combine(folder, "split-keys");
        _file = new FileStream(_path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    /// <summary>Adds those of the next row.</summary>
    public void Add(ulong unit, int stratum)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_block.AsSpan(_filled), unit);
        BinaryPrimitives.WriteInt32LittleEndian(_block.AsSpan(_filled + sizeof(ulong)), stratum);
        _filled += Size;
        if (_filled == BlockSize)
        {
            Flush();
        }
    }

    /// <summary>All of them, from the first row on.</summary>
    public IEnumerable<(ulong Unit, int Stratum)> All()
    {
        Flush();
        var block = new byte[BlockSize];
        _file.Position = 0;
        for (int read; (read = _file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            for (var at = 0; at < read; at += Size)
            {
                yield return (BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(at)), BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(at + sizeof(ulong))));
            }
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }

    private void Flush()
    {
        try
        {
            _file.Write(_block, 0, _filled);
            _filled = 0;
        }
        catch (IOException e)
        {
            throw new RunFault($"The split could not write its temporary file {_path}: {e.Message} It needs twelve bytes a row.", e);
        }
    }
}

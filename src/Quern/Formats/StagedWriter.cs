using System.Buffers.Binary;
using System.Collections.Concurrent;
using Quern.Formats.Schema;
using Quern.Rows;

namespace Quern.Formats;

/// <summary>
/// Writes a format whose first byte depends on the last row, because it needs all columns: rows are staged as JSONL
/// beside the target while their shape is found out on all cores, and the file itself is made at the end. Both bear
/// temporary names until then. The disk must hold both.
/// </summary>
internal abstract class StagedWriter : RowWriter
{
    private readonly int _depth;
    private readonly Landing _target;
    private readonly Landing _staged;
    private readonly ConcurrentDictionary<long, RowShape> _shapes = new();
    private long _lastShape;
    private FileMark? _mark;

    protected StagedWriter(string path, bool force, int depth)
    {
        TargetPath = path;
        _depth = depth;
        Shape = new RowShape(depth);
        _target = Landing.Begin(path, force);
        try
        {
            _staged = Landing.Begin(path + ".rows", force: true, name: $"{path} (its rows, staged)");
        }
        catch
        {
            _target.Dispose();
            throw;
        }
    }

    /// <summary>The file's final name.</summary>
    protected string TargetPath { get; }

    /// <summary>The file on its way.</summary>
    protected Landing Target => _target;

    /// <summary>Where the rows are staged.</summary>
    protected string StagedPath => Landing.TemporaryOf(TargetPath + ".rows");

    /// <summary>Bytes of rows staged.</summary>
    protected long StagedBytes => _staged.Written;

    /// <summary>The shape of all rows appended.</summary>
    protected RowShape Shape { get; }

    /// <summary>Puts the number of the rows' shape before them: so the shapes can be added up in the rows' order.</summary>
    public override ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> rows, ByteBuffer scratch)
    {
        if (rows.IsEmpty)
        {
            return rows;
        }

        var shape = new RowShape(_depth);
        shape.AddLines(rows.Span);
        var number = Interlocked.Increment(ref _lastShape);
        _shapes[number] = shape;
        scratch.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(scratch.Reserve(sizeof(long)), number);
        scratch.Length += sizeof(long);
        scratch.Append(rows.Span);
        return scratch.Memory;
    }

    public override void Append(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty)
        {
            return;
        }

        _shapes.TryRemove(BinaryPrimitives.ReadInt64LittleEndian(encoded), out var shape);
        Shape.Add(shape!);
        _staged.Write(encoded[sizeof(long)..]);
    }

    public override FileMark Seal()
    {
        if (_mark is null)
        {
            _staged.Release();
            _mark = WriteTarget();
        }

        return _mark.Value;
    }

    public override void Complete(bool durable)
    {
        Seal();
        _target.Complete(durable);
    }

    /// <summary>Makes the file from the staged rows, under its temporary name, and says what lies there.</summary>
    protected abstract FileMark WriteTarget();

    protected override void Dispose(bool disposing)
    {
        _staged.Dispose();
        _target.Dispose();
    }
}

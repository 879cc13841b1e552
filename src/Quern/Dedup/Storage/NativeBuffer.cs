using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Quern.Dedup.Storage;

/// <summary>
/// A large array outside the managed heap, so that it can be longer than two billion bytes, is given back at once, and
/// lies on huge pages where the system has them: fresh small pages cost eight times what a copy costs.
/// </summary>
/// <param name="length">How many values.</param>
internal sealed unsafe class NativeBuffer<T>(long length) : IDisposable
    where T : unmanaged
{
    private const nuint PageSize = 2 << 20;

    private T* _values = Allocate(length);

    ~NativeBuffer() => Free();

    /// <summary>How many values there is room for.</summary>
    public long Length { get; } = length;

    /// <summary>A value.</summary>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values[index];
    }

    /// <summary>A stretch of it.</summary>
    public Span<T> Span(long start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + count, Length);
        return new Span<T>(_values + start, count);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static T* Allocate(long length)
    {
        var bytes = (nuint)Math.Max(length * sizeof(T), 64);
        var values = (T*)NativeMemory.AlignedAlloc(bytes, bytes >= PageSize ? PageSize : 64);
        if (bytes >= 2 * PageSize)
        {
            HugePages.Ask(values, bytes);
        }

        return values;
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_values);
        _values = null;
    }
}

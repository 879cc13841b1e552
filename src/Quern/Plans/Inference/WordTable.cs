using System.Numerics;
using System.Runtime.CompilerServices;

namespace Quern.Plans.Inference;

/// <summary>Words, each with a number from 1 on. Built once; nearly every word that it does not hold is told by one look at one place.</summary>
internal sealed class WordTable
{
    private readonly int _bits;
    private readonly ushort[] _places;
    private readonly WordKey[] _keys;

    /// <summary>A table of words, numbered in their order.</summary>
    /// <param name="words">Lower-case words, each once, each of at most 16 bytes, at most 30,000.</param>
    public WordTable(IReadOnlyList<byte[]> words)
    {
        _bits = Math.Max(8, BitOperations.Log2((uint)words.Count + 1) + 4);
        _places = new ushort[1 << _bits];
        _keys = new WordKey[words.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            _keys[i + 1] = WordKey.At(words[i], 0, words[i].Length);
            var place = _keys[i + 1].Place(_bits);
            while (_places[place] != 0)
            {
                place = (place + 1) & (_places.Length - 1);
            }

            _places[place] = (ushort)(i + 1);
        }
    }

    /// <summary>The number of a word; 0 when the table does not hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(WordKey key)
    {
        var place = key.Place(_bits);
        int number = _places[place];
        return number == 0 || _keys[number] == key ? number : FindFurther(key, place);
    }

    private int FindFurther(WordKey key, int place)
    {
        int number;
        do
        {
            place = (place + 1) & (_places.Length - 1);
            number = _places[place];
        }
        while (number != 0 && _keys[number] != key);

        return number;
    }
}

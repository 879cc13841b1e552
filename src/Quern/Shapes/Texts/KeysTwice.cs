using Quern.Rows.Json;

namespace Quern.Shapes.Texts;

/// <summary>Finds objects that have a key twice, at any depth of a valid JSON value. One instance a core.</summary>
internal sealed class KeysTwice
{
    private readonly KeyStack _keys = new();

    /// <summary>Whether there is one.</summary>
    public bool Any(ReadOnlySpan<byte> json)
    {
        _keys.Clear();
        for (var at = 0; at < json.Length; at++)
        {
            switch (json[at])
            {
                case (byte)'{':
                    _keys.Open();
                    break;
                case (byte)'}':
                    if (_keys.Close(json) is not null)
                    {
                        return true;
                    }

                    break;
                case (byte)'"':
                    var end = JsonScan.SkipString(json, at);
                    var behind = JsonScan.SkipSpace(json, end);
                    if (behind < json.Length && json[behind] == ':')
                    {
                        var name = json[(at + 1)..(end - 1)];
                        _keys.Add(at + 1, name, name.Contains((byte)'\\'));
                    }

                    at = end - 1;
                    break;
            }
        }

        return false;
    }
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Quern.Rows.Json;

namespace Quern.Reports.Verify;

/// <summary>
/// Tells quickly which of some names the members of a row have: each name is a bit. Two names may share one by chance; then
/// somebody looks for a member that is not there, and nothing else comes of it.
/// </summary>
internal sealed class MemberMasks
{
    private readonly Dictionary<ulong, ulong> _bits = [];

    /// <summary>The bits of some names; new names get bits of their own, as long as there are any.</summary>
    public ulong Of(params IEnumerable<string> names)
    {
        var mask = 0UL;
        foreach (var name in names)
        {
            ref var bit = ref CollectionsMarshal.GetValueRefOrAddDefault(_bits, KeyHash.Of(Encoding.UTF8.GetBytes(name)), out var isThere);
            bit = isThere ? bit : 1UL << ((_bits.Count - 1) % 64);
            mask |= bit;
        }

        return mask;
    }

    /// <summary>The bit of a member; 0 when its name is none of those that are known. An escaped name has all bits, because nobody knows.</summary>
    public ulong Of(JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        return name.Contains((byte)'\\') ? ulong.MaxValue : _bits.GetValueOrDefault(KeyHash.Of(name));
    }
}

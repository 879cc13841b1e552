using System.Text;
using Quern.Formats.Yaml;
using Quern.Plans.Inference;

namespace Quern.Plans.Making;

/// <summary>What a dataset's nature says of its rows.</summary>
/// <param name="IsAttack">Whether rows are attacks where their own fields do not say it.</param>
/// <param name="Tier">The tier of content for which the row names nobody who asked.</param>
internal sealed record Nature(bool IsAttack, int Tier);

/// <summary>The natures of datasets, from <c>natures.yaml</c>.</summary>
internal sealed class Natures
{
    private readonly List<(byte[] Name, Nature Nature)> _known = [];

    private Natures(TableText text, YamlNode root)
    {
        foreach (var item in (root as ListNode)?.Items ?? [])
        {
            var map = text.Map(item, "nature", "names", "label", "tier");
            var nature = new Nature(text.Text(map, "label") == "adversarial", (int)text.Number(map.Find("tier")?.Value ?? map, 1, 3, "tier"));
            foreach (var name in map.Find("names")?.Value.Texts ?? [])
            {
                _known.Add((Encoding.UTF8.GetBytes(name.Text), nature));
            }
        }
    }

    /// <summary>The natures that come with Quern.</summary>
    public static Natures Standard { get; } = Read(TableText.Bundled("natures.yaml"), "natures.yaml");

    /// <summary>Reads natures.</summary>
    public static Natures Read(string text, string file) => TableText.Read(text, file, static (t, root) => new Natures(t, root));

    /// <summary>The nature of a source; null where nothing is known.</summary>
    public Nature? Find(ReadOnlySpan<byte> source)
    {
        foreach (var (name, nature) in _known)
        {
            if (source.SequenceEqual(name))
            {
                return nature;
            }
        }

        return null;
    }
}

using System.Text;
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

    private Natures()
    {
    }

    /// <summary>The natures that come with Quern.</summary>
    public static Natures Standard { get; } = Read(TableFile.Bundled("natures"));

    /// <summary>Reads natures.</summary>
    public static Natures Read(TableFile file)
    {
        var natures = new Natures();
        foreach (var map in file.List(file.Root).Select(file.Map))
        {
            file.CheckKeys(map, "nature", "names", "label", "tier");
            var nature = new Nature(file.Text(map, "label") == "adversarial", file.Number(map, "tier", 1, 3));
            foreach (var name in (file.Under(map, "names").Texts ?? []).Select(static t => t.Text))
            {
                natures._known.Add((Encoding.UTF8.GetBytes(name), nature));
            }
        }

        file.ThrowIfAny();
        return natures;
    }

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

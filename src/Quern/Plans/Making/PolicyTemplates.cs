using System.Text;
using System.Text.Json;
using Quern.Formats.Yaml;
using Quern.Plans.Inference;

namespace Quern.Plans.Making;

/// <summary>Policies by domain, for rows that bring none, from <c>policies.yaml</c>; ready as JSON.</summary>
internal sealed class PolicyTemplates
{
    private static readonly JsonSerializerOptions Layout = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[][] _byDomain;

    private PolicyTemplates(byte[] general, byte[][] byDomain) => (General, _byDomain) = (general, byDomain);

    /// <summary>The templates that come with Quern.</summary>
    public static PolicyTemplates Standard { get; } = Read(TableFile.Bundled("policies"), InferenceTables.Standard.Domains);

    /// <summary>The policy of rows of no domain.</summary>
    public byte[] General { get; }

    /// <summary>The policy of the domain at a place, from 1 on; of none for 0.</summary>
    public byte[] this[int domain] => domain == 0 ? General : _byDomain[domain - 1];

    /// <summary>Reads templates; each domain must have one.</summary>
    public static PolicyTemplates Read(TableFile file, IReadOnlyList<byte[]> domains)
    {
        var byName = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var map in file.List(file.Root).Select(file.Map))
        {
            file.CheckKeys(map, "policy", "domain", "rules", "forbidden", "approval", "volume", "days", "max-sensitivity", "clearance");
            byName[file.Text(map, "domain")] = Json(file, map);
        }

        var missing = domains.Select(Encoding.UTF8.GetString).Append("general").FirstOrDefault(d => !byName.ContainsKey(d));
        if (missing is not null)
        {
            file.Add(file.Root, $"The domain '{missing}' has no policy.");
        }

        file.ThrowIfAny();
        return new PolicyTemplates(byName["general"], [.. domains.Select(d => byName[Encoding.UTF8.GetString(d)])]);
    }

    private static byte[] Json(TableFile file, MapNode map)
    {
        var domain = file.Text(map, "domain");
        var clearance = file.Map(file.Under(map, "clearance"));
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["policy_id"] = $"template-{domain}",
                ["source"] = "template",
                ["domain"] = domain,
                ["rules"] = (file.Under(map, "rules").Texts ?? []).Select(static t => t.Text),
                ["forbidden_operations"] = file.Words(map, "forbidden"),
                ["requires_approval"] = file.Words(map, "approval"),
                ["scope_limits"] = new Dictionary<string, int> { ["volume"] = file.Number(map, "volume", 1, int.MaxValue), ["time_range_days"] = file.Number(map, "days", 1, 36_500) },
                ["max_sensitivity"] = file.Number(map, "max-sensitivity", 1, 5),
                ["clearance"] = clearance.Entries.ToDictionary(static e => e.Key.Text, e => file.Number(clearance, e.Key.Text, 1, 5)),
            },
            Layout);
    }
}

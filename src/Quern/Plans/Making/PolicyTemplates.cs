using System.Text;
using System.Text.Json;
using Quern.Formats.Yaml;
using Quern.Plans.Inference;

namespace Quern.Plans.Making;

/// <summary>Policies by domain, for rows that bring none, from <c>policies.yaml</c>; ready as JSON.</summary>
internal sealed class PolicyTemplates
{
    private const string GeneralDomain = "general";

    private static readonly JsonSerializerOptions Layout = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<(byte[] Domain, byte[] Json)> _templates = [];

    private PolicyTemplates(TableText text, YamlNode root)
    {
        foreach (var item in (root as ListNode)?.Items ?? [])
        {
            var map = text.Map(item, "policy", "domain", "rules", "forbidden", "approval", "volume", "days", "max-sensitivity", "clearance");
            _templates.Add((Encoding.UTF8.GetBytes(text.Text(map, "domain")), Json(text, map)));
        }

        General = _templates.Find(static t => t.Domain.AsSpan().SequenceEqual("general"u8)).Json ?? [];
        if (General.Length == 0)
        {
            text.Faults.Add(root, $"There is no policy for the domain '{GeneralDomain}', which stands in for those without one.");
        }
    }

    /// <summary>The templates that come with Quern.</summary>
    public static PolicyTemplates Standard { get; } = Read(TableText.Bundled("policies.yaml"), "policies.yaml");

    /// <summary>The policy of rows of no domain.</summary>
    public byte[] General { get; }

    /// <summary>The policy of a domain; that of none where it has no template.</summary>
    public byte[] Of(ReadOnlySpan<byte> domain)
    {
        foreach (var (name, json) in _templates)
        {
            if (domain.SequenceEqual(name))
            {
                return json;
            }
        }

        return General;
    }

    /// <summary>Reads templates.</summary>
    public static PolicyTemplates Read(string text, string file) => TableText.Read(text, file, static (t, root) => new PolicyTemplates(t, root));

    private static byte[] Json(TableText text, MapNode map)
    {
        var domain = text.Text(map, "domain");
        var clearance = text.Entries(map, "clearance");
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["policy_id"] = $"template-{domain}",
                ["source"] = "template",
                ["domain"] = domain,
                ["rules"] = Texts(map, "rules"),
                ["forbidden_operations"] = Texts(map, "forbidden"),
                ["requires_approval"] = Texts(map, "approval"),
                ["scope_limits"] = new Dictionary<string, long> { ["volume"] = Number(text, map, "volume", int.MaxValue), ["time_range_days"] = Number(text, map, "days", 36_500) },
                ["max_sensitivity"] = Number(text, map, "max-sensitivity", 5),
                ["clearance"] = clearance.Entries.ToDictionary(static e => e.Key.Text, e => text.Number(e.Value, 1, 5, e.Key.Text)),
            },
            Layout);
    }

    private static long Number(TableText text, MapNode map, string key, long most) => text.Number(map.Find(key)?.Value ?? map, 1, most, key);

    private static IEnumerable<string> Texts(MapNode map, string key) => (map.Find(key)?.Value.Texts ?? []).Select(static t => t.Text);
}

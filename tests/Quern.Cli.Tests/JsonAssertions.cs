using System.Text.Json.Nodes;

namespace Quern.Cli.Tests;

/// <summary>Compares JSON by what it says.</summary>
internal static class JsonAssertions
{
    /// <summary>Whether both texts say the same, however they are spaced and ordered.</summary>
    public static void ShouldBeJson(this string actual, string expected)
        => JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)).ShouldBeTrue($"{actual}\nshould say\n{expected}");
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Quern.Cli.Screen;

/// <summary>Prints what <c>--json</c> promises: one JSON object on standard output, with names in snake case.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints a value.</summary>
    public static void Print<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Layout));
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quern.Formats;
using Quern.Reports.Verify;

namespace Quern.Cli.Screen;

/// <summary>The result of a verification for programs.</summary>
internal static class VerifyJson
{
    private static readonly JsonSerializerOptions Line = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints it as one object.</summary>
    public static void Print(VerifyResult result, int examples) => JsonText.Print(new
    {
        exit_code = result.Passed ? ExitCodes.Done : ExitCodes.VerificationFailed,
        result.Passed,
        result.Sets,
        result.Targets,
        faults = result.Faults.Select(f => f with { Found = [.. f.Found.Take(examples)] }),
        result.Ledgers,
    });

    /// <summary>Writes every fault that has a place, a line each.</summary>
    public static void WriteFaults(string path, VerifyResult result)
    {
        using var landing = Landing.Begin(path, force: true);
        foreach (var found in result.Faults.SelectMany(static f => f.Found))
        {
            landing.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(found, Line) + "\n"));
        }

        landing.Complete(durable: false);
    }
}

using Quern.Bench.Measuring;

namespace Quern.Bench;

/// <summary>What is compared with what.</summary>
internal static class Suites
{
    /// <summary>The suites that were asked for; their files are made as they are needed.</summary>
    public static IEnumerable<Suite> Of(BenchSettings settings)
    {
        if (settings.What is "all" or "jsonl")
        {
            yield return Jsonl("chat", "chat rows of about 1 KB", settings);
            yield return Jsonl("escapes", "escape-heavy rows of about 1.4 KB", settings);
            yield return Jsonl("tiny", "rows of about 120 bytes", settings);
        }

        if (settings.What is "all" or "parquet")
        {
            yield return Parquet(settings);
        }

        if (settings.What is "all" or "plans")
        {
            // A million rows of each, in the default size.
            yield return Plans("conversations", "conversations as in WildChat", settings with { Bytes = settings.Bytes * 26 / 10 });
            yield return Plans("calls", "calls as in xLAM", settings with { Bytes = settings.Bytes * 14 / 10 });
        }

        if (settings.What is "all" or "hub")
        {
            // A server of its own for each, which ends before the next begins.
            using (var hub = HubServer.Start("acme/big-parquet", RowFiles.MakeParquet("varied", settings with { Bytes = settings.Bytes * 11 / 4 })))
            {
                yield return HubSuite.Of(hub, settings);
            }

            using (var hub = HubServer.Start("acme/big-jsonl", RowFiles.Make("chat", settings)))
            {
                yield return HubSuite.Of(hub, settings);
            }
        }

        if (settings.What is "all" or "mix")
        {
            yield return MixSuites.Mix(settings);
            yield return MixSuites.Split(settings);
        }

        if (settings.What is "all" or "verify")
        {
            yield return MixSuites.Verify("chat", "chat rows of about 1 KB", settings);
            yield return MixSuites.Verify("escapes", "escape-heavy rows of about 1.4 KB", settings);
            yield return MixSuites.Verify("tiny", "rows of about 120 bytes", settings);
        }

        if (settings.What is "all" or "startup")
        {
            yield return Startup(settings);
        }
    }

    private static Suite Jsonl(string kind, string title, BenchSettings settings)
    {
        var input = RowFiles.Make(kind, settings);
        var output = Path.Combine(settings.Folder, "out.jsonl");
        var copy = Path.Combine(settings.Folder, "copy.jsonl");
        return new Suite($"JSONL: {title}", [
            new("quern filter, keeps all", $"{settings.Quern} filter {input} --field score --min 0 -o {output} --force 2>/dev/null", input, output),
            new("quern convert", $"{settings.Quern} convert {input} -o {output} --force 2>/dev/null", input, output),
            new("cat > file", $"cat {input} > {copy}", input, copy),
            new("wc -l", $"wc -l {input} > /dev/null", input),
            new("jq -c .", $"jq -c . {input} > {copy}", input, copy, Once: true),
        ]);
    }

    private static Suite Parquet(BenchSettings settings)
    {
        var input = RowFiles.MakeParquet("chat", settings);
        var output = Path.Combine(settings.Folder, "out.jsonl");
        var copy = Path.Combine(settings.Folder, "copy.jsonl");
        return new Suite("Parquet to JSONL: chat rows", [
            new("quern convert", $"{settings.Quern} convert {input} -o {output} --force 2>/dev/null", input, output),
            new("DuckDB COPY", $"{BenchSettings.Self} copy {input} {copy}", input, copy),
        ]);
    }

    private static Suite Plans(string kind, string title, BenchSettings settings)
    {
        var input = RowFiles.Make(kind, settings);
        var parquet = RowFiles.MakeParquet(kind, settings);
        var output = Path.Combine(settings.Folder, "out.jsonl");
        return new Suite($"To plans: {title}", [
            new("quern transform, JSONL", $"{settings.Quern} transform {input} --to plan -o {output} --force 2>/dev/null", input, output),
            new("quern convert, JSONL", $"{settings.Quern} convert {input} -o {output} --force 2>/dev/null", input, output),
            new("quern transform, Parquet", $"{settings.Quern} transform {parquet} --to plan -o {output} --force 2>/dev/null", parquet, output),
            new("quern convert, Parquet", $"{settings.Quern} convert {parquet} -o {output} --force 2>/dev/null", parquet, output),
        ]);
    }

    private static Suite Startup(BenchSettings settings)
    {
        var input = RowFiles.MakeSmall(settings, 10);
        var output = Path.Combine(settings.Folder, "out.jsonl");
        return new Suite("Start-up", [
            new("quern --help", $"{settings.Quern} --help > /dev/null"),
            new("quern convert, 10 rows", $"{settings.Quern} convert {input} -o {output} --force 2>/dev/null", input, output),
        ]);
    }
}

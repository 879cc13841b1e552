using System.Globalization;
using Quern.Bench.Measuring;

namespace Quern.Bench;

/// <summary>Fetching a dataset and writing its rows, compared with fetching its file and converting it afterwards.</summary>
internal static class HubSuite
{
    // What the user has set for the true Hub, or for a proxy, is not meant here.
    private const string Unset = "-u HF_TOKEN -u HUGGING_FACE_HUB_TOKEN -u HF_TOKEN_PATH -u HF_HUB_CACHE -u HUGGINGFACE_HUB_CACHE -u HF_HUB_OFFLINE -u TRANSFORMERS_OFFLINE -u http_proxy -u HTTP_PROXY -u all_proxy -u ALL_PROXY";

    /// <summary>The suite for the file of a server.</summary>
    public static Suite Of(HubServer hub, BenchSettings settings)
    {
        var cache = Path.Combine(settings.Folder, "hf-home");
        var output = Path.Combine(settings.Folder, "out.jsonl");
        var fetched = Path.Combine(settings.Folder, "fetched" + Path.GetExtension(hub.File));
        var pull = $"env {Unset} HF_HOME={cache} HF_ENDPOINT={hub.Address} {settings.Quern} pull {hub.Dataset} -o {output} --force 2>/dev/null";
        var curl = new Contender("curl", $"env {Unset} curl -sSfL -o {fetched} {hub.FileAddress}", hub.File, fetched) { Clears = [fetched] };
        var convert = new Contender("quern convert, of what curl fetched", $"{settings.Quern} convert {fetched} -o {output} --force 2>/dev/null", hub.File, output) { Clears = [output] };
        return new Suite($"From a Hub: {Title(hub.File)}", [
            new("quern pull, empty cache", pull, hub.File, output) { Clears = [cache, output] },
            curl,
            convert,
            new("both: curl, then quern convert", "", hub.File, output) { SumOf = [curl, convert] },
            new("quern pull, file in the cache", pull, hub.File, output) { Clears = [output] },
            new("openssl dgst -sha256", $"openssl dgst -sha256 {hub.File} > /dev/null", hub.File),
            new("sha256sum", $"sha256sum {hub.File} > /dev/null", hub.File),
        ], Note(settings));
    }

    private static string Title(string file)
        => string.Create(CultureInfo.InvariantCulture, $"a {(Path.GetExtension(file) == ".parquet" ? "Parquet" : "JSONL")} file of {new FileInfo(file).Length / 1e6:0} MB");

    private static string Note(BenchSettings settings) => string.Create(CultureInfo.InvariantCulture, $"""
        The Hub is the stand-in of the tests on 127.0.0.1, a process of its own that is not counted, but works on the same cores. `curl` alone
        shows how fast it sends. `quern pull` also computes the file's SHA-256 and compares it with the Hub's, which `curl` does not; the last
        two lines show what that costs: `openssl` has the code that Quern calls, `sha256sum` is what one would type. Before each run that
        writes, its output (and for the first the cache) is removed, and the disk has taken what was written before.
        Program of {File.GetLastWriteTimeUtc(settings.Quern):yyyy-MM-dd}.
        """);
}

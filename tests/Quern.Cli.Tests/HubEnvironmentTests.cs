using Quern.Rows;

namespace Quern.Cli.Tests;

public sealed class HubEnvironmentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quern-hub-env-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_empty_environment_means_the_Hub_and_the_cache_of_other_programs()
    {
        var settings = Of(("XDG_CACHE_HOME", _folder));
        settings.Endpoint.AbsoluteUri.ShouldBe("https://huggingface.co/");
        settings.CacheFolder.ShouldBe(Path.Combine(_folder, "huggingface", "hub"));
        settings.Token.ShouldBeNull();
        settings.Offline.ShouldBeFalse();
        settings.AnswerTimeout.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Every_variable_is_heard()
    {
        var settings = Of(
            ("HF_ENDPOINT", "http://127.0.0.1:9/hub//"), ("HF_HUB_CACHE", "/c"), ("TRANSFORMERS_OFFLINE", "Yes"),
            ("HF_HUB_ETAG_TIMEOUT", "3"), ("HF_HUB_DOWNLOAD_TIMEOUT", "4"), ("HF_TOKEN", " hf_a\n"));
        settings.Endpoint.AbsoluteUri.ShouldBe("http://127.0.0.1:9/hub");
        settings.CacheFolder.ShouldBe("/c");
        settings.Offline.ShouldBeTrue();
        (settings.AnswerTimeout.TotalSeconds, settings.StallTimeout.TotalSeconds).ShouldBe((3, 4));
        settings.Token!.Header.Parameter.ShouldBe("hf_a");
    }

    [Fact]
    public void A_folder_for_everything_holds_cache_and_token()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "hf_file\n");
        var settings = Of(("HF_HOME", _folder));
        settings.CacheFolder.ShouldBe(Path.Combine(_folder, "hub"));
        settings.Token!.Header.Parameter.ShouldBe("hf_file");
        Of(("HF_HOME", _folder), ("HF_TOKEN", ""), ("HUGGING_FACE_HUB_TOKEN", "hf_old")).Token!.Header.Parameter.ShouldBe("hf_old");
        Of(("HF_HOME", _folder), ("HF_TOKEN", "hf_a"), ("HF_HUB_DISABLE_IMPLICIT_TOKEN", "TRUE")).Token.ShouldBeNull();
    }

    [Fact]
    public void The_token_may_lie_elsewhere()
    {
        File.WriteAllText(Path.Combine(_folder, "elsewhere"), "hf_there");
        Of(("HF_TOKEN_PATH", Path.Combine(_folder, "elsewhere"))).Token!.Header.Parameter.ShouldBe("hf_there");
    }

    [Fact]
    public void All_faults_are_said_at_once_and_none_holds_the_token()
    {
        var fault = Should.Throw<RecipeFault>(() => Of(("HF_ENDPOINT", "ftp://hub"), ("HF_HUB_ETAG_TIMEOUT", "soon"), ("HF_HUB_DOWNLOAD_TIMEOUT", "0"), ("HF_TOKEN", "hf_se cret")));
        fault.Faults.Count.ShouldBe(4);
        fault.Message.ShouldContain("HF_HUB_ETAG_TIMEOUT expects a number of seconds from 1 to 86,400; found 'soon'");
        fault.Message.ShouldNotContain("cret");
    }

    private static Hub.HubSettings Of(params (string Name, string Value)[] variables)
        => EnvironmentSettings.Hub(name => variables.FirstOrDefault(v => v.Name == name).Value, static _ => { });
}

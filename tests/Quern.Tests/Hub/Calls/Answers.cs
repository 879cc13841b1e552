using System.Net;
using System.Text;

namespace Quern.Tests.Hub.Calls;

/// <summary>Answers as they come from the Hub, made by hand.</summary>
internal static class Answers
{
    public static HttpResponseMessage Of(int status, string? json = null, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://huggingface.co/api/datasets/ann/soups"),
        };
        if (json is not null)
        {
            answer.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return answer;
    }

    /// <summary>The same answer, as if another host had given it.</summary>
    public static HttpResponseMessage From(this HttpResponseMessage answer, string address, HttpMethod? method = null)
    {
        answer.RequestMessage = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        return answer;
    }
}

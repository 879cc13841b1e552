namespace Quern.Hub.Calls;

/// <summary>
/// What the Hub says of a large file in the answer that sends on to the place where its bytes are: that answer is gone
/// once it was followed, but what it said is carried along.
/// </summary>
/// <param name="Etag">Names the file's content.</param>
internal sealed record LinkedFile(string? Etag = null)
{
    private const string EtagHeader = "X-Linked-Etag";
    private const string CommitHeader = "X-Repo-Commit";

    /// <summary>
    /// The etag of a file that was answered, in the Hub's own words if it sent us on; null when it said none. Places that
    /// hold large files have etags of their own, which name something else.
    /// </summary>
    public static string? EtagOf(HttpResponseMessage answer)
        => Plain(Header(answer, EtagHeader) ?? (answer.Headers.Contains(CommitHeader) ? answer.Headers.ETag?.ToString() : null));

    /// <summary>This, completed by what an answer says.</summary>
    public LinkedFile Or(HttpResponseMessage answer) => new(Etag ?? Header(answer, EtagHeader));

    /// <summary>Puts what was said into the last answer.</summary>
    public void AddTo(HttpResponseMessage answer)
    {
        if (Etag is not null)
        {
            answer.Headers.Remove(EtagHeader);
            answer.Headers.TryAddWithoutValidation(EtagHeader, Etag);
        }
    }

    private static string? Header(HttpResponseMessage answer, string name)
        => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string? Plain(string? etag)
        => etag is null ? null : (etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag).Trim('"');
}

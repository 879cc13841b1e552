using System.Text.RegularExpressions;

namespace Quern.Hub.Push;

/// <summary>What is to be sent to the Hub, and where to.</summary>
/// <param name="Source">The file or folder.</param>
/// <param name="Id">The dataset, <c>owner/name</c>.</param>
internal sealed partial record PushRequest(string Source, string Id)
{
    private const int LongestMessage = 4000;

    /// <summary>Whether a dataset that is made must be private.</summary>
    public bool Private { get; init; }

    /// <summary>The branch.</summary>
    public string Revision { get; init; } = RepoName.Main;

    /// <summary>What the commit is to say; null for a sentence that counts files.</summary>
    public string? Message { get; init; }

    /// <summary>The licence that a card made here names.</summary>
    public string? Licence { get; init; }

    /// <summary>Everything that is wrong with what was asked for, before anything is read or sent.</summary>
    public IEnumerable<string> Check()
    {
        if (!RepoName.IsOwned(Id))
        {
            yield return RepoName.IsId(Id)
                ? $"The dataset '{Id}' lacks its owner. Did you mean YOUR-NAME/{Id}? The owner is a user or an organisation of the Hub."
                : $"'{Id}' is no dataset's name. Expected OWNER/NAME in letters, digits, '-', '_' and '.', such as my-name/my-rows.";
        }

        if (!RepoName.IsRevision(Revision) || RepoName.IsCommit(Revision))
        {
            yield return $"--revision cannot be '{Revision}'; name a branch, such as {RepoName.Main}.";
        }

        if (Message is not null && (string.IsNullOrWhiteSpace(Message) || Message.Length > LongestMessage))
        {
            yield return $"--message expects a sentence of at most {LongestMessage:N0} characters; found {Message.Length:N0}.";
        }

        if (Licence is not null && !LicenceText().IsMatch(Licence))
        {
            yield return $"--licence cannot be '{Licence}'; name one as the Hub does, such as mit or cc-by-4.0, or your own in letters, digits, '-', '.' and '+'.";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.+\-]{0,99}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LicenceText();
}

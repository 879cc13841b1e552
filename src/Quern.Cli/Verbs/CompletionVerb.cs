using System.CommandLine;
using Quern.Rows;

namespace Quern.Cli.Verbs;

/// <summary>Prints a script that completes verbs and options in a shell. The script asks the program itself, so it never goes stale.</summary>
internal sealed class CompletionVerb() : Verb(
    VerbGroup.Setup, "completion", "Prints a script that completes verbs and options in bash, zsh or fish.", "source <(quern completion bash)", "quern completion fish | source")
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _quern() {
                local IFS=$'\n'
                COMPREPLY=( $(compgen -W "$(quern "[suggest:$((COMP_POINT - ${#COMP_WORDS[0]} - 1))]" "${COMP_LINE#* }" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
                [ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default
            }
            complete -F _quern quern
            """,
        ["zsh"] = """
            _quern() {
                local line="${words[2,-1]}"
                local -a found
                found=("${(@f)$(quern "[suggest:${#line}]" "$line" 2>/dev/null)}")
                compadd -a found || _files
            }
            compdef _quern quern
            """,
        ["fish"] = """
            function __quern_complete
                set -l line (commandline -cp | string replace -r '^\S+\s?' '')
                quern "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c quern -a '(__quern_complete)'
            """,
    };

    private readonly Argument<string> _shell = new("shell") { HelpName = "SHELL", Description = "bash, zsh or fish." };

    protected override void Describe(Command command) => command.Arguments.Add(_shell);

    protected override int Run(ParseResult given, Session session)
    {
        var shell = given.GetValue(_shell)!;
        if (!Scripts.TryGetValue(shell, out var script))
        {
            throw new RecipeFault($"There is no completion for '{shell}'.{Suggestion.Sentence(shell, Scripts.Keys)} Known: {string.Join(", ", Scripts.Keys)}.");
        }

        Console.Out.WriteLine(script);
        return ExitCodes.Done;
    }
}

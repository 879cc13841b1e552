namespace Quern.Hub.Registry;

/// <summary>A word that entries may use, and what it means.</summary>
internal sealed record RegistryWord(string Word, string Meaning);

/// <summary>The words that entries of the registry are described with; the page on datasets is made from them.</summary>
internal static class RegistryWords
{
    /// <summary>What stands where nothing is known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The group that every dataset is in.</summary>
    public const string All = "all";

    /// <summary>What datasets are for.</summary>
    public static IReadOnlyList<RegistryWord> Groups { get; } =
    [
        new("instruct", "teaches a model to follow instructions, to chat, or to call tools"),
        new("jepa", "holds texts that belong together: question and answer, prompt and reply, parts of a document"),
        new("adversarial", "holds attacks on models, or requests that a model should refuse, often with harmless rows beside them"),
        new("qa", "asks questions whose answers are known"),
    ];

    /// <summary>How rows lie in files.</summary>
    public static IReadOnlyList<RegistryWord> Layouts { get; } =
    [
        new("parquet", "Parquet files"),
        new("jsonl", "a JSON object a line"),
        new("jsonl-gz", "a JSON object a line, compressed with gzip"),
        new("json-array", "one JSON array of objects"),
        new("json-field", "one JSON object with the rows in an array under a key, which `field` names"),
        new("json-map", "one JSON object whose values are the rows and whose keys belong to them"),
        new("csv", "CSV with a header"),
        new(Unknown, "the files were not seen"),
    ];

    /// <summary>What a row looks like.</summary>
    public static IReadOnlyList<RegistryWord> Families { get; } =
    [
        new("role-content", "a list of messages with `role` and `content`"),
        new("sharegpt", "a list of messages with `from` and `value`, tool calls in tags"),
        new("typed-parts", "messages whose `content` is a list of parts with `type` and `value`"),
        new("string-list", "a list of texts, the user's and the assistant's in turn"),
        new("flat-text", "a whole dialogue in one text, with `Human:` and `Assistant:`"),
        new("message-tree", "one message a row, linked to the one it answers"),
        new("query-tools-answers", "a query, with tools and the right calls as JSON inside text"),
        new("instruction", "`instruction`, perhaps `input`, and `output`"),
        new("prompt-completion", "`prompt` and `completion`"),
        new("input-output", "a whole prompt as `input`, the reply with its reasoning as `output`"),
        new("definition-inputs-targets", "a task's definition with one of its inputs and targets"),
        new("preference", "a prompt with a chosen and a rejected list of messages"),
        new("scored-answers", "a question with several scored answers"),
        new("prompt-verifier", "a prompt with the checks that its answer must pass"),
        new("prompt-rubrics", "a prompt with weighted criteria for its answer"),
        new("answer-rubrics", "a query and an answer, with criteria and the score that it got"),
        new("text-label", "a text with a label"),
        new("attack-log", "what an attacker sent, and what it achieved"),
        new("task", "a task for an agent, with how it is graded"),
        new("trajectory", "what an agent did step by step, or judgements of it"),
        new("question-answer", "a question and its answer, perhaps with the reasoning"),
        new("multiple-choice", "a question with one right answer and wrong ones"),
        new("extractive-qa", "a question, a text, and where in it the answer stands"),
        new("page-spans", "a question, a web page cut into tokens, and the spans that answer it"),
        new("document", "a text with its title"),
        new(Unknown, "nobody has said"),
    ];
}

namespace Quern.Reports.Verify;

/// <summary>A kind of fault that verification finds.</summary>
/// <param name="Name">What it is called, in results and under allow.</param>
/// <param name="Meaning">What it means, in a line.</param>
internal sealed record FaultKind(string Name, string Meaning);

/// <summary>Every kind of fault that verification finds.</summary>
internal static class FaultKinds
{
    public const string UnreadableRow = "unreadable-row";
    public const string BrokenFile = "broken-file";
    public const string TruncatedFile = "truncated-file";
    public const string EmptyFile = "empty-file";
    public const string MixedShapes = "mixed-shapes";
    public const string WrongType = "wrong-type";
    public const string MissingField = "missing-field";
    public const string EmptyField = "empty-field";
    public const string IdenticalFields = "identical-fields";
    public const string UnknownRole = "unknown-role";
    public const string RoleOrder = "role-order";
    public const string NoAnswer = "no-answer";
    public const string PromptMismatch = "prompt-mismatch";
    public const string ScoreOrder = "score-order";
    public const string PlanFault = "plan-fault";
    public const string TokenFault = "token-fault";
    public const string ScoreOutOfRange = "score-out-of-range";
    public const string DuplicateId = "duplicate-id";
    public const string DuplicateRow = "duplicate-row";
    public const string NearDuplicate = "near-duplicate";
    public const string LeakedRow = "leaked-row";
    public const string LeakedPrompt = "leaked-prompt";
    public const string LeakedGroup = "leaked-group";
    public const string LeakedNearDuplicate = "leaked-near-duplicate";
    public const string ReplacementCharacter = "replacement-character";
    public const string Mojibake = "mojibake";
    public const string HtmlEntity = "html-entity";
    public const string ControlCharacter = "control-character";
    public const string Secret = "secret";
    public const string PersonalData = "personal-data";
    public const string TooLong = "too-long";
    public const string MissingFile = "missing-file";
    public const string RowCount = "row-count";
    public const string FileSize = "file-size";
    public const string Checksum = "checksum";
    public const string OpenLedger = "open-ledger";
    public const string Incomplete = "incomplete";
    public const string WrongShare = "wrong-share";

    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(BrokenFile, "a file cannot be read to its end"),
        new(TruncatedFile, "a file ends inside a row"),
        new(EmptyFile, "a file has no rows"),
        new(UnreadableRow, "a line is no JSON object, has a key twice, or holds broken text"),
        new(MissingFile, "a file that the ledger names is not there"),
        new(RowCount, "a file has another number of rows than the ledger says"),
        new(FileSize, "a file has another length than the ledger says"),
        new(Checksum, "a file has other bytes than the ledger says"),
        new(OpenLedger, "the ledger does not close: rows have no fate"),
        new(Incomplete, "the run that wrote the files was incomplete"),
        new(WrongShare, "a share is not as it was promised"),
        new(MixedShapes, "a row has another shape than the rest of its file"),
        new(MissingField, "a row lacks a field of its shape"),
        new(WrongType, "a field holds another type than its shape wants"),
        new(EmptyField, "a text that is needed is empty"),
        new(IdenticalFields, "two texts that should differ are the same"),
        new(UnknownRole, "a message has a role that trainers do not know"),
        new(RoleOrder, "messages stand in an order that no conversation has"),
        new(NoAnswer, "a conversation ends without an answer"),
        new(PromptMismatch, "chosen and rejected answer different prompts"),
        new(ScoreOrder, "the rejected answer has a higher score than the chosen one"),
        new(PlanFault, "an execution plan is not sound"),
        new(TokenFault, "token sequences do not fit each other"),
        new(ScoreOutOfRange, "a quality score is no number from 1 to 10"),
        new(DuplicateId, "two rows have the same id"),
        new(DuplicateRow, "a row has the same texts as one before it"),
        new(NearDuplicate, "a row is similar to one before it"),
        new(LeakedRow, "a row is in two splits"),
        new(LeakedPrompt, "a prompt is in two splits"),
        new(LeakedGroup, "rows of one group are in two splits"),
        new(LeakedNearDuplicate, "near-duplicates are in two splits"),
        new(ReplacementCharacter, "a text has U+FFFD where a character was lost"),
        new(Mojibake, "a text was decoded with the wrong encoding"),
        new(HtmlEntity, "a text that is no markup has HTML entities"),
        new(ControlCharacter, "a text has a NUL in it"),
        new(Secret, "a text has what looks like a key or token in it"),
        new(PersonalData, "a text has what looks like an e-mail address, a phone or card number in it"),
        new(TooLong, "a row has more words than are allowed"),
    ];
}

using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Tells a row's shape from the fields it has. What is more special is asked first.</summary>
internal static class Recognition
{
    /// <summary>The shape of a row.</summary>
    public static Shape Of(in RowReading reading)
    {
        var fields = reading.Fields;
        if (reading.IsObject(fields[Field.ExecutionPlan]) || (reading.IsList(fields[Field.Nodes]) && reading.IsList(fields[Field.Edges])))
        {
            return Shape.Plan;
        }

        if (reading.IsObject(fields[Field.Graph]) && fields.Has(Field.Request))
        {
            return Shape.GoldTrace;
        }

        if (fields.Has(Field.Chosen) && fields.Has(Field.Rejected))
        {
            return Shape.Preference;
        }

        return OfList(reading) is not Shape.Auto and var listed ? listed : OfAgents(reading) is not Shape.Auto and var agent ? agent : OfRequests(reading);
    }

    /// <summary>The list of turns of a conversation, which may be JSON inside a text; empty where the row has none.</summary>
    public static JsonSlice TurnsOf(in RowReading reading)
    {
        var turns = reading.Fields.First(Field.Messages, Field.Conversations, Field.Conversation);
        return reading.IsText(turns) && reading.Json(turns)[1..^1].TrimStart(" "u8).StartsWith("["u8) && reading.TryInner(turns, out var inner) && reading.IsList(inner) ? inner : turns;
    }

    private static Shape OfList(in RowReading reading)
    {
        var fields = reading.Fields;
        var turns = TurnsOf(reading);
        if (reading.IsList(turns))
        {
            var first = reading.FirstOf(turns);
            return !reading.Member(first, "from"u8).IsEmpty ? Shape.Sharegpt
                : reading.IsList(reading.Member(first, "content"u8)) ? Shape.TypedParts
                : first.IsEmpty || !reading.Member(first, "role"u8).IsEmpty ? Shape.RoleContent
                : reading.IsText(first) ? Shape.StringList
                : Shape.Auto;
        }

        if (reading.IsList(fields[Field.Data]) && reading.IsText(reading.FirstOf(fields[Field.Data])))
        {
            return Shape.StringList;
        }

        var isMessage = fields.Has(Field.MessageId) && fields.Has(Field.Text) && fields.Has(Field.Role);
        return isMessage || (reading.IsObject(fields[Field.Prompt]) && !reading.Member(fields[Field.Prompt], "replies"u8).IsEmpty) ? Shape.MessageTree : Shape.Auto;
    }

    private static Shape OfAgents(in RowReading reading)
    {
        var fields = reading.Fields;
        if (fields.Has(Field.Query) && !fields.Has(Field.Rubrics) && ((fields.Has(Field.Tools) && (fields.Names(Field.Answers) || !IsCall(reading))) || HoldsCalls(reading, fields[Field.Answers])))
        {
            return Shape.QueryToolsAnswers;
        }

        if (fields.Has(Field.Question) && (reading.IsList(fields[Field.Function]) || reading.IsObject(fields[Field.Function]) || HoldsJson(reading, fields[Field.Function]) || IsTurns(reading, fields[Field.Question])))
        {
            return Shape.FunctionBenchmark;
        }

        if (IsCall(reading))
        {
            return Shape.PlainCall;
        }

        if (fields.Has(Field.AttackAttempt) || (fields.Has(Field.Subject) && fields.Has(Field.Body)))
        {
            return Shape.AttackLog;
        }

        if (fields.Has(Field.TargetFunctions, Field.UserQuery) || (fields.Has(Field.IdOriginal) && fields.Has(Field.Prompt)))
        {
            return Shape.Task;
        }

        if (reading.IsList(fields[Field.Rubrics]))
        {
            return Shape.Rubric;
        }

        return reading.IsObject(reading.FirstOf(fields.First(Field.Steps, Field.Trajectory))) ? Shape.Trajectory : Shape.Auto;
    }

    // Answers that are texts for people are no calls.
    private static bool HoldsCalls(in RowReading reading, JsonSlice answers)
    {
        var first = reading.FirstOf(answers);
        return !answers.IsEmpty && (!reading.IsText(first) || reading.Json(first)[1..^1].TrimStart(" "u8).StartsWith("{"u8));
    }

    private static bool HoldsJson(in RowReading reading, JsonSlice text)
        => reading.IsText(text) && reading.Json(text)[1..^1].TrimStart(" "u8) is [(byte)'[' or (byte)'{', ..];

    // Turns, also in a list of their own for each round.
    private static bool IsTurns(in RowReading reading, JsonSlice question)
    {
        var first = reading.FirstOf(question);
        return !reading.Member(reading.IsList(first) ? reading.FirstOf(first) : first, "role"u8).IsEmpty;
    }

    private static bool IsCall(in RowReading reading)
    {
        var fields = reading.Fields;
        // Also null: a call without arguments.
        var hasArguments = fields.Names(Field.Arguments) || fields.Names(Field.ToolInput) || fields.Has(Field.Parameters, Field.Args);
        return (reading.IsObject(fields[Field.FunctionCall]) || reading.IsText(fields[Field.FunctionCall]))
            || fields.Has(Field.FunctionName)
            || (hasArguments && (reading.IsText(fields[Field.Function]) || reading.IsText(fields[Field.Tool]) || (reading.IsText(fields[Field.Name]) && fields.Names(Field.Arguments))))
            || (reading.IsObject(fields[Field.Function]) && !reading.Member(fields[Field.Function], "arguments"u8).IsEmpty);
    }

    private static Shape OfRequests(in RowReading reading)
    {
        var fields = reading.Fields;
        if (!reading.Member(reading.FirstOf(fields[Field.Answers]), "pm_score"u8, "score"u8).IsEmpty && fields.Has(Field.Question))
        {
            return Shape.ScoredAnswers;
        }

        var asked = fields.First(Field.Question, Field.Query);
        if (reading.IsText(fields[Field.Question]) || (reading.IsText(asked) && fields.Has(Field.Answers)) || !reading.Member(fields[Field.Question], "text"u8).IsEmpty)
        {
            return Shape.QuestionAnswer;
        }

        var hasAnswer = fields.Has(Field.Output, Field.Completion) || fields.Has(Field.Response, Field.Answer) || fields.Has(Field.Targets);
        if (!hasAnswer && !fields.Has(Field.Instruction) && !AttackShapes.TextOf(fields).IsEmpty && (!Labels.Of(reading).IsEmpty || fields.Has(Field.Similarity)))
        {
            return Shape.TextLabel;
        }

        if (fields.Has(Field.Instruction, Field.Definition) || fields.Has(Field.Prompt, Field.Query) || fields.Has(Field.ResponsesCreateParams) || (hasAnswer && fields.Has(Field.Input, Field.Inputs)))
        {
            return HasReasoning(reading) ? Shape.Reasoning : Shape.Instruction;
        }

        // A field that is null still says what the row was meant to be.
        if (fields.Names(Field.Instruction) || fields.Names(Field.Prompt) || fields.Names(Field.Question) || fields.Names(Field.Query) || (fields.Names(Field.Text) && !fields.Has(Field.Text)) || fields.Names(Field.Body))
        {
            return Shape.Instruction;
        }

        var text = fields.First(Field.Transcript, Field.Text);
        return text.IsEmpty ? (fields.Has(Field.Content, Field.Document) ? Shape.Document : Shape.Auto)
            : reading.IsText(text) && FlatTurns.Looks(reading.Plain(reading.Text(text))) ? Shape.FlatText
            : Shape.Document;
    }

    private static bool HasReasoning(in RowReading reading)
    {
        var answer = RequestShapes.Answer(reading);
        return reading.IsText(answer) && reading.Json(answer).IndexOf("think"u8) >= 0 && ThinkText.Of(reading.Plain(reading.Text(answer))).IsParted;
    }
}

using Quern.Rows.Json;
using Quern.Shapes.Texts;

namespace Quern.Shapes.Reading;

/// <summary>Rows that hold one request: instructions, reasoning, questions, tasks, rubrics.</summary>
internal static class RequestShapes
{
    /// <summary>An instruction with its answer, in any of its names.</summary>
    public static bool TryInstruction(in RowReading reading)
    {
        var fields = reading.Fields;
        AddSystem(reading);
        if (fields.Has(Field.Definition))
        {
            TurnForms.Add(reading, Role.User, reading.Text(fields[Field.Definition]), reading.Text(fields[Field.Inputs]));
            TurnForms.AddAnswer(reading, fields[Field.Targets]);
            reading.Into.Group = reading.Text(fields[Field.Id]);
            return HasRequest(reading);
        }

        var (request, input) = Request(reading);
        if (!IsSaid(reading, request) || !IsSaid(reading, input))
        {
            return false;
        }

        if (reading.IsList(request) && reading.IsObject(reading.FirstOf(request)))
        {
            return MessagesShape.TryTurns(reading, request) && TryAnswer(reading) && HasRequest(reading);
        }

        TurnForms.Add(reading, Role.User, reading.Text(request), NoInput(reading, input) ? default : reading.Text(input));
        return TryAnswer(reading) && HasRequest(reading);
    }

    // The answer may be turns, too, and these may hold calls.
    private static bool TryAnswer(in RowReading reading)
    {
        var answer = Answer(reading);
        if (reading.IsList(answer) && !reading.Member(reading.FirstOf(answer), "role"u8, "from"u8).IsEmpty)
        {
            return MessagesShape.TryTurns(reading, answer);
        }

        TurnForms.AddAnswer(reading, answer);
        return true;
    }

    /// <summary>A request whose answer begins with its reasoning.</summary>
    public static bool TryReasoning(in RowReading reading)
    {
        AddSystem(reading);
        if (!IsSaid(reading, Request(reading).Request))
        {
            return false;
        }

        TurnForms.Add(reading, Role.User, reading.Text(Request(reading).Request));
        var answer = reading.Owned(reading.Text(Answer(reading)));
        var parted = ThinkText.Of(reading.Into.Raw(answer, reading.Row));
        TurnForms.Add(
            reading,
            Role.Assistant,
            answer with { Start = answer.Start + parted.AnswerStart, Length = parted.AnswerLength },
            reasoning: answer with { Start = answer.Start + parted.ReasoningStart, Length = parted.ReasoningLength });
        return HasRequest(reading);
    }

    /// <summary>A question, with or without its answer.</summary>
    public static bool TryQuestion(in RowReading reading)
    {
        var question = reading.Fields.First(Field.Question, Field.Query);
        question = reading.IsObject(question) ? reading.Member(question, "text"u8) : question;
        if (!IsSaid(reading, question))
        {
            return false;
        }

        TurnForms.Add(reading, Role.User, reading.Text(question));
        var answer = reading.Fields.First(Field.Answer, Field.CorrectAnswer);
        var answers = reading.Fields[Field.Answers];
        TurnForms.AddAnswer(reading, answer.IsEmpty ? reading.FirstOf(reading.IsList(answers) ? answers : reading.Member(answers, "text"u8)) : answer);
        return HasRequest(reading);
    }

    /// <summary>A question in HTML with several answers and their scores; the best is the answer.</summary>
    public static bool TryScored(in RowReading reading)
    {
        TurnForms.Add(reading, Role.User, Html(reading, reading.Fields[Field.Question]));
        var answers = reading.Fields[Field.Answers];
        var (best, most) = (default(JsonSlice), double.NegativeInfinity);
        var elements = new JsonElements(reading.Json(answers));
        while (elements.MoveNext())
        {
            var answer = RowReading.Part(answers, elements.Start, elements.Length);
            var score = reading.Member(answer, "pm_score"u8, "score"u8);
            if (System.Buffers.Text.Utf8Parser.TryParse(reading.Json(score), out double number, out _) && number > most)
            {
                (best, most) = (reading.Member(answer, "text"u8), number);
            }
        }

        if (!best.IsEmpty)
        {
            TurnForms.Add(reading, Role.Assistant, Html(reading, best));
        }

        return HasRequest(reading);
    }

    /// <summary>A request with rubrics to judge answers by.</summary>
    public static bool TryRubric(in RowReading reading)
    {
        var request = reading.Fields.First(Field.Prompt, Field.Query, Field.Question, Field.Instruction);
        if (reading.IsList(request) && reading.IsObject(reading.FirstOf(request)))
        {
            return MessagesShape.TryRead(reading, request) && HasRequest(reading);
        }

        TurnForms.Add(reading, Role.User, reading.Text(request));
        TurnForms.AddAnswer(reading, reading.Fields.First(Field.Answer, Field.Response));
        return HasRequest(reading);
    }

    /// <summary>Whether the user asks for anything; the fault says that nobody does.</summary>
    public static bool HasRequest(in RowReading reading)
    {
        foreach (var turn in reading.Into.Turns)
        {
            if (turn.Role == Role.User && (reading.HasWords(turn.Text) || reading.HasWords(turn.Input)))
            {
                return true;
            }
        }

        return reading.Tools.Fail("no-request", $"The row asks for nothing: its request is empty.");
    }

    /// <summary>Adds the system's text of a field of its own.</summary>
    public static void AddSystem(in RowReading reading)
    {
        OfferedForms.Add(reading, reading.Fields.First(Field.Tools, Field.Functions));
        var system = reading.Fields.First(Field.SystemPrompt, Field.System);
        if (reading.IsText(system) && system.Length > 2)
        {
            TurnForms.Add(reading, Role.System, reading.Text(system));
            TaggedText.AddOffers(reading, reading.Text(system));
        }
    }

    /// <summary>The answer of a request, in any of its names.</summary>
    public static JsonSlice Answer(in RowReading reading)
    {
        var answer = reading.Fields.First(Field.Output, Field.Completion, Field.Response, Field.Answer, Field.Targets);
        return answer.IsEmpty ? reading.Member(reading.FirstOf(reading.Fields[Field.Instances]), "output"u8) : answer;
    }

    private static (JsonSlice Request, JsonSlice Input) Request(in RowReading reading)
    {
        var fields = reading.Fields;
        if (fields.Has(Field.Instruction))
        {
            var input = fields.First(Field.Input, Field.Context);
            return (fields[Field.Instruction], input.IsEmpty ? reading.Member(reading.FirstOf(fields[Field.Instances]), "input"u8) : input);
        }

        var request = fields.First(Field.Prompt, Field.Query, Field.Question, Field.Input, Field.Inputs, Field.UserInput);
        return (request.IsEmpty ? reading.Member(fields[Field.ResponsesCreateParams], "input"u8) : request, default);
    }

    /// <summary>Whether a piece is a text or a list; a number or an object is nothing that anybody asked, and a fault.</summary>
    public static bool IsSaid(in RowReading reading, JsonSlice piece)
        => piece.IsEmpty || reading.IsText(piece) || reading.IsList(piece) || reading.Tools.Fail("bad-shape", $"The request is no text: {reading.Shown(reading.Text(piece))}");

    // The original of this form marks a missing input in words.
    private static bool NoInput(in RowReading reading, JsonSlice input)
        => reading.IsText(input) && System.Text.Ascii.EqualsIgnoreCase(reading.Json(input)[1..^1].Trim(" \t"u8), "<noinput>"u8);

    private static TextSlice Html(in RowReading reading, JsonSlice piece)
    {
        var plain = reading.Plain(reading.Text(piece));
        var start = reading.Into.Own.Length;
        HtmlText.Write(plain, reading.Into.Own);
        return new TextSlice(start, reading.Into.Own.Length - start, InRow: false, Escaped: false);
    }
}

using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes.Reading;

namespace Quern.Shapes;

/// <summary>Reads a row of any shape into the normal form. One instance a core.</summary>
/// <param name="shape">The shape that all rows are said to have.</param>
internal sealed class ShapeReader(Shape shape = Shape.Auto)
{
    private const int ShownKeys = 12;

    private readonly ReadingTools _tools = new();

    /// <summary>The row in its normal form, valid until the next row.</summary>
    public Conversation Conversation => _tools.Into;

    /// <summary>Reads a row that is one valid JSON object; false with the reason when it cannot be read.</summary>
    public bool TryRead(ReadOnlySpan<byte> row, out RowFault fault)
    {
        _tools.Begin(row);
        var reading = new RowReading(row, _tools);
        Conversation.Shape = shape == Shape.Auto ? Recognition.Of(reading) : shape;
        AddMarks(reading);
        var good = TryRead(reading);
        fault = _tools.Fault;
        return good;
    }

    private bool TryRead(in RowReading reading)
    {
        var fields = reading.Fields;
        switch (Conversation.Shape)
        {
            case Shape.RoleContent or Shape.Sharegpt or Shape.TypedParts:
                var turns = Recognition.TurnsOf(reading);
                return Needs(reading.IsList(turns), "a list of turns under messages, conversation or conversations") && MessagesShape.TryRead(reading, turns);
            case Shape.StringList:
                var list = fields.First(Field.Data, Field.Messages, Field.Conversations, Field.Conversation);
                return Needs(reading.IsList(list), "a list of texts under data") && FlatShapes.TryList(reading, list);
            case Shape.FlatText:
                var text = fields.First(Field.Transcript, Field.Text, Field.Chosen, Field.Prompt);
                return Needs(reading.IsText(text), "a text under transcript or text") && FlatShapes.TryText(reading, text);
            case Shape.MessageTree:
                return FlatShapes.TryTree(reading);
            case Shape.QueryToolsAnswers:
                return Needs(fields.Has(Field.Query), "a text under query") && FunctionShapes.TryQuery(reading);
            case Shape.PlainCall:
                var call = fields.First(Field.FunctionCall, Field.FunctionName, Field.Function, Field.Tool, Field.Name);
                return Needs(!call.IsEmpty, "a name under function, function_name, tool or function_call") && FunctionShapes.TryCall(reading);
            case Shape.FunctionBenchmark:
                return FunctionShapes.TryBenchmark(reading);
            case Shape.Instruction:
                return RequestShapes.TryInstruction(reading);
            case Shape.Reasoning:
                return RequestShapes.TryReasoning(reading);
            case Shape.Preference:
                return Needs(fields.Has(Field.Chosen), "a side under chosen") && PreferenceShape.TryRead(reading);
            case Shape.ScoredAnswers:
                return Needs(reading.IsList(fields[Field.Answers]), "a list of answers") && RequestShapes.TryScored(reading);
            case Shape.QuestionAnswer:
                return RequestShapes.TryQuestion(reading);
            case Shape.TextLabel:
                return AttackShapes.TryText(reading);
            case Shape.AttackLog:
                return AttackShapes.TryMail(reading);
            case Shape.Task:
                return AgentShapes.TryTask(reading);
            case Shape.Rubric:
                return RequestShapes.TryRubric(reading);
            case Shape.Trajectory:
                return Needs(reading.IsList(fields.First(Field.Steps, Field.Trajectory)), "a list of steps") && AgentShapes.TryTrajectory(reading);
            case Shape.Document:
                return _tools.Fail("no-request", "The row is a document: it asks for nothing.");
            case Shape.Plan or Shape.GoldTrace:
                Conversation.Label = fields[Field.Label];
                Conversation.IsAttack = Labels.IsAttack(reading, fields[Field.Label]);
                return true;
            default:
                return _tools.Fail("unknown-shape", $"No known form of row has these fields: {Keys(reading.Row)}. If it is one, name it with the option shape.");
        }
    }

    private bool Needs(bool has, string what)
        => has || _tools.Fail("bad-shape", $"Read as {Conversation.Shape}, the row needs {what}, and has none.");

    private static void AddMarks(in RowReading reading)
    {
        var (fields, into) = (reading.Fields, reading.Into);
        into.Group = reading.Text(fields.First(Field.ConversationHash, Field.ConversationId, Field.PromptId, Field.MessageTreeId, Field.IdOriginal));
        (into.Id, into.Source) = (fields[Field.Id], fields[Field.SourceDataset]);
        into.IsAttack = Labels.OfAnyShape(reading, out var label);
        into.Label = label;
        into.Language = reading.IsText(fields[Field.Language]) ? reading.Text(fields[Field.Language]) : default;
        into.Toxic = Truth(reading, fields[Field.Toxic]);
        into.Redacted = Truth(reading, fields[Field.Redacted]);
    }

    private static bool? Truth(in RowReading reading, JsonSlice value) => reading.Kind(value) switch
    {
        (byte)'t' => true,
        (byte)'f' => false,
        _ => null,
    };

    private static string Keys(ReadOnlySpan<byte> row)
    {
        var names = new List<string>();
        var members = new JsonMembers(row);
        while (members.MoveNext() && names.Count <= ShownKeys)
        {
            names.Add(names.Count == ShownKeys ? "…" : Encoding.UTF8.GetString(members.Name[..Math.Min(members.Name.Length, 40)]));
        }

        return names.Count == 0 ? "none" : string.Join(", ", names);
    }
}

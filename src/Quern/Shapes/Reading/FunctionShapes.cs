using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>Rows that are a request, the tools offered, and the calls that answer it.</summary>
internal static class FunctionShapes
{
    // No benchmark nests its arguments deeper.
    private const int DeepestAllowed = 8;

    /// <summary><c>query</c>, <c>tools</c>, <c>answers</c>.</summary>
    public static bool TryQuery(in RowReading reading)
    {
        var fields = reading.Fields;
        RequestShapes.AddSystem(reading);
        TurnForms.Add(reading, Role.User, reading.Text(fields[Field.Query]));
        return TryAnswer(reading, fields[Field.Answers]) && RequestShapes.HasRequest(reading);
    }

    /// <summary>One call by itself, with or without the request that it answers.</summary>
    public static bool TryCall(in RowReading reading)
    {
        var fields = reading.Fields;
        RequestShapes.AddSystem(reading);
        var request = fields.First(Field.Query, Field.Instruction, Field.Prompt, Field.Question, Field.Request, Field.UserInput, Field.Input);
        if (reading.IsText(request))
        {
            TurnForms.Add(reading, Role.User, reading.Text(request));
        }

        var call = fields[Field.FunctionCall];
        if (!call.IsEmpty)
        {
            return TryAnswer(reading, call);
        }

        var name = fields.First(Field.FunctionName, Field.Function, Field.Tool, Field.Name);
        var turn = reading.Into.Turns.Count;
        var first = reading.Into.Calls.Count;
        TurnForms.Add(reading, Role.Assistant, default);
        var arguments = fields.First(Field.Arguments, Field.ToolInput, Field.Parameters, Field.Args);
        var good = reading.IsObject(name)
            ? CallForms.TryOne(reading, name, turn)
            : CallForms.TryAdd(reading, reading.Text(name), arguments, default, turn);
        TurnForms.EndCalls(reading, first);
        if (good && fields.First(Field.Output, Field.Response) is { IsEmpty: false } result)
        {
            ResultForms.Set(reading, first, reading.IsText(result) ? ResultForms.AsJson(reading, reading.Text(result)) : result);
        }

        return good;
    }

    /// <summary><c>question</c>, <c>function</c> and, where it is known, <c>ground_truth</c>.</summary>
    public static bool TryBenchmark(in RowReading reading)
    {
        OfferedForms.Add(reading, reading.Fields[Field.Function]);
        var question = Inner(reading, reading.Fields[Field.Question]);
        var truth = Inner(reading, reading.Fields[Field.GroundTruth]);
        if (reading.IsList(reading.FirstOf(question)) && reading.IsList(reading.FirstOf(truth)))
        {
            return TryRounds(reading, question, truth) && RequestShapes.HasRequest(reading);
        }

        AddQuestions(reading, question);
        return RequestShapes.IsSaid(reading, question) && (truth.IsEmpty || TryTruth(reading, truth)) && RequestShapes.HasRequest(reading);
    }

    // The turns of each round, and behind them its calls.
    private static bool TryRounds(in RowReading reading, JsonSlice question, JsonSlice truth)
    {
        var turns = new JsonElements(reading.Json(question));
        var calls = new JsonElements(reading.Json(truth));
        while (turns.MoveNext())
        {
            AddQuestions(reading, RowReading.Part(question, turns.Start, turns.Length));
            if (calls.MoveNext() && !TryTruth(reading, RowReading.Part(truth, calls.Start, calls.Length)))
            {
                return false;
            }
        }

        return !calls.MoveNext() || reading.Tools.Fail("bad-shape", "There are calls for more rounds than the question has.");
    }

    private static bool TryAnswer(in RowReading reading, JsonSlice answers)
    {
        var turn = reading.Into.Turns.Count;
        var first = reading.Into.Calls.Count;
        TurnForms.Add(reading, Role.Assistant, default);
        var good = PythonForms.TryAdd(reading, answers, turn);
        TurnForms.EndCalls(reading, first);
        return good;
    }

    // Lists and objects may be JSON inside a text.
    private static JsonSlice Inner(in RowReading reading, JsonSlice value)
        => reading.IsText(value) && reading.Json(value)[1..^1].TrimStart(" "u8) is [(byte)'[' or (byte)'{', ..] && reading.TryInner(value, out var inner) ? inner : value;

    // Lists within lists down to turns, or a text.
    private static void AddQuestions(in RowReading reading, JsonSlice question)
    {
        if (reading.IsText(question))
        {
            TurnForms.Add(reading, Role.User, reading.Text(question));
        }
        else if (reading.IsObject(question))
        {
            var speaker = reading.Member(question, "role"u8);
            var role = TurnForms.TryRole(reading.Plain(reading.Text(speaker)), out var known) ? known : Role.User;
            TurnForms.Add(reading, role, reading.Text(reading.Member(question, "content"u8)));
        }
        else if (reading.IsList(question))
        {
            AddEach(reading, question);
        }
    }

    private static void AddEach(in RowReading reading, JsonSlice list)
    {
        var elements = new JsonElements(reading.Json(list));
        while (elements.MoveNext())
        {
            var element = RowReading.Part(list, elements.Start, elements.Length);
            if (!reading.IsList(element))
            {
                AddQuestions(reading, element);
                continue;
            }

            var turns = new JsonElements(reading.Json(element));
            while (turns.MoveNext())
            {
                var turn = RowReading.Part(element, turns.Start, turns.Length);
                if (!reading.IsList(turn))
                {
                    AddQuestions(reading, turn);
                }
            }
        }
    }

    // {"name": {"argument": [allowed, values]}}: the first allowed value is taken. Calls in Python occur, too.
    private static bool TryTruth(in RowReading reading, JsonSlice truth)
    {
        var turn = reading.Into.Turns.Count;
        var first = reading.Into.Calls.Count;
        TurnForms.Add(reading, Role.Assistant, default);
        if (!reading.IsList(truth))
        {
            return TryTrueCall(reading, truth, turn) && End(reading, first);
        }

        var elements = new JsonElements(reading.Json(truth));
        while (elements.MoveNext())
        {
            if (!TryTrueCall(reading, RowReading.Part(truth, elements.Start, elements.Length), turn))
            {
                return false;
            }
        }

        return End(reading, first);
    }

    private static bool End(in RowReading reading, int first)
    {
        TurnForms.EndCalls(reading, first);
        return true;
    }

    private static bool TryTrueCall(in RowReading reading, JsonSlice call, int turn)
    {
        if (!reading.IsObject(call))
        {
            return PythonForms.TryAdd(reading, call, turn);
        }

        var members = new JsonMembers(reading.Json(call));
        while (members.MoveNext())
        {
            var name = RowReading.Part(call, members.NameStart, members.Name.Length + 2);
            var arguments = RowReading.Part(call, members.ValueStart, members.ValueEnd - members.ValueStart);
            if (!CallForms.TryAdd(reading, reading.Text(name), FirstAllowed(reading, arguments), default, turn))
            {
                return false;
            }
        }

        return true;
    }

    private static JsonSlice FirstAllowed(in RowReading reading, JsonSlice arguments)
    {
        if (!reading.IsObject(arguments))
        {
            return arguments;
        }

        var own = reading.Into.Own;
        var json = reading.Json(arguments);
        var start = own.Length;
        WriteAllowed(json, own, DeepestAllowed);
        return new JsonSlice(start, own.Length - start, InRow: false);
    }

    // Of each list the first value; an object among them holds lists in its turn.
    private static void WriteAllowed(ReadOnlySpan<byte> json, ByteBuffer own, int depth)
    {
        var isFirst = true;
        own.Append((byte)'{');
        var members = new JsonMembers(json);
        while (members.MoveNext())
        {
            var value = members.Value;
            var allowed = value[0] == '[' && new JsonElements(value) is var first && first.MoveNext() ? first.Value : value;
            if (value[0] == '[' && allowed.SequenceEqual("\"\""u8))
            {
                // An empty text says that the argument may be left out.
                continue;
            }

            own.Append(isFirst ? "\""u8 : ",\""u8);
            own.Append(members.Name);
            own.Append("\":"u8);
            isFirst = false;
            if (allowed[0] == '{' && depth > 0)
            {
                WriteAllowed(allowed, own, depth - 1);
            }
            else
            {
                own.Append(allowed);
            }
        }

        own.Append((byte)'}');
    }
}

using Quern.Rows.Json;

namespace Quern.Shapes.Reading;

/// <summary>What agents are asked to do, and what they did.</summary>
internal static class AgentShapes
{
    // An accessibility tree has hundreds of kilobytes; a plan needs to know what the step saw, not all of it.
    private const int ShownObservation = 2000;

    /// <summary>A task: with the functions that it is about, or with turns of the user.</summary>
    public static bool TryTask(in RowReading reading)
    {
        var fields = reading.Fields;
        RequestShapes.AddSystem(reading);
        AddAsked(reading, fields.First(Field.UserQuery, Field.Prompt, Field.Task, Field.Instruction));
        if (!reading.TryInner(fields[Field.TargetFunctions], out var functions))
        {
            return reading.Tools.Fail("bad-shape", "target_functions are neither a list nor JSON of one.");
        }

        if (!functions.IsEmpty && !reading.IsList(functions))
        {
            return reading.Tools.Fail("bad-shape", "target_functions are no list.");
        }

        if (reading.IsList(functions))
        {
            var first = reading.Into.Calls.Count;
            TurnForms.Add(reading, Role.Assistant, default);
            var elements = new JsonElements(reading.Json(functions));
            while (elements.MoveNext())
            {
                var name = RowReading.Part(functions, elements.Start, elements.Length);
                if (!reading.IsText(name) || name.Length == 2)
                {
                    return reading.Tools.Fail("bad-shape", "target_functions hold something that is no name.");
                }

                if (!CallForms.TryAdd(reading, reading.Text(name), default, default, reading.Into.Turns.Count - 1))
                {
                    return false;
                }
            }

            TurnForms.EndCalls(reading, first);
        }

        return RequestShapes.HasRequest(reading);
    }

    // The turns of the user are one request, with a blank line between them.
    private static void AddAsked(in RowReading reading, JsonSlice asked)
    {
        if (!reading.IsList(asked))
        {
            TurnForms.Add(reading, Role.User, reading.Text(asked));
            return;
        }

        var own = reading.Into.Own;
        var start = own.Length;
        var elements = new JsonElements(reading.Json(asked));
        while (elements.MoveNext())
        {
            var turn = reading.Text(RowReading.Part(asked, elements.Start, elements.Length));
            if (reading.HasWords(turn))
            {
                var plain = reading.Plain(turn);
                own.Append(own.Length > start ? "\n\n"u8 : ""u8);
                own.Append(plain);
            }
        }

        TurnForms.Add(reading, Role.User, new TextSlice(start, own.Length - start, InRow: false, Escaped: false));
    }

    /// <summary>The steps of a trajectory, each an action with what was seen after it.</summary>
    public static bool TryTrajectory(in RowReading reading)
    {
        var fields = reading.Fields;
        RequestShapes.AddSystem(reading);
        var goal = fields.First(Field.Goal, Field.Task, Field.Instruction, Field.Query, Field.Prompt, Field.Question);
        goal = reading.IsObject(goal) ? reading.Member(goal, "description"u8, "goal"u8) : goal;
        TurnForms.Add(reading, Role.User, reading.Text(goal));
        var steps = fields.First(Field.Steps, Field.Trajectory);
        var elements = new JsonElements(reading.Json(steps));
        while (elements.MoveNext())
        {
            if (!TryStep(reading, RowReading.Part(steps, elements.Start, elements.Length)))
            {
                return false;
            }
        }

        ResultForms.Flush(reading);
        return RequestShapes.HasRequest(reading);
    }

    private static bool TryStep(in RowReading reading, JsonSlice step)
    {
        if (!reading.IsObject(step))
        {
            return reading.Tools.Fail("bad-shape", "A step of the trajectory is no object.");
        }

        ResultForms.Flush(reading);
        var place = reading.Into.Turns.Count;
        var first = reading.Into.Calls.Count;
        TurnForms.Add(reading, Role.Assistant, reading.Text(reading.Member(step, "response"u8)), reasoning: reading.Text(reading.Member(step, "reasoning"u8, "thinking"u8)));
        var action = reading.Member(step, "action"u8);
        if (!(CallForms.TryAdd(reading, reading.Member(step, "tool_calls"u8), place) && PythonForms.TryAdd(reading, action, place)))
        {
            return false;
        }

        TurnForms.EndCalls(reading, first);
        AddResults(reading, step);
        if (reading.Into.Calls.Count > first && reading.Tools.Results.Count == 0)
        {
            AddSeen(reading, step, reading.Into.Calls.Count - 1);
        }

        return true;
    }

    private static void AddResults(in RowReading reading, JsonSlice step)
    {
        var results = reading.Member(step, "tool_results"u8);
        if (!reading.IsList(results))
        {
            return;
        }

        var elements = new JsonElements(reading.Json(results));
        while (elements.MoveNext())
        {
            var result = RowReading.Part(results, elements.Start, elements.Length);
            var id = reading.Member(result, "id"u8, "tool_call_id"u8);
            ResultForms.Add(reading, reading.Text(reading.IsObject(result) && !reading.Member(result, "output"u8, "content"u8).IsEmpty ? reading.Member(result, "output"u8, "content"u8) : result), reading.IsText(id) ? reading.Text(id) : default);
        }
    }

    // What the step saw: where it was, what went wrong, and the beginning of the page.
    private static void AddSeen(in RowReading reading, JsonSlice step, int call)
    {
        var (url, error) = (reading.Member(step, "url"u8), reading.Member(step, "last_action_error"u8));
        var observed = reading.Member(step, "observation"u8, "axtree"u8);
        var isTyped = (reading.IsObject(observed) || reading.IsList(observed)) && observed.Length <= ShownObservation;
        var seen = isTyped ? default : reading.Text(observed);
        if (url.IsEmpty && error.IsEmpty && observed.IsEmpty)
        {
            return;
        }

        var own = reading.Into.Own;
        var urlJson = reading.Json(url);
        var errorJson = reading.Json(error);
        var typed = isTyped ? reading.Json(observed) : [];
        var page = Cut(reading.Plain(seen));
        var start = own.Length;
        own.Append((byte)'{');
        Member(own, start, "url"u8, urlJson);
        Member(own, start, "last_action_error"u8, errorJson);
        Member(own, start, "observation"u8, typed, page);

        own.Append((byte)'}');
        ResultForms.Set(reading, call, new JsonSlice(start, own.Length - start, InRow: false));
    }

    private static void Member(Rows.ByteBuffer own, int start, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, ReadOnlySpan<byte> text = default)
    {
        if (json.IsEmpty && text.IsEmpty)
        {
            return;
        }

        own.Append(own.Length > start + 1 ? ","u8 : ""u8);
        JsonText.WriteString(name, own);
        own.Append((byte)':');
        if (text.IsEmpty)
        {
            own.Append(json);
        }
        else
        {
            JsonText.WriteString(text, own);
        }
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        var end = Math.Min(text.Length, ShownObservation);
        while (end < text.Length && end > 0 && (text[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return text[..end];
    }
}

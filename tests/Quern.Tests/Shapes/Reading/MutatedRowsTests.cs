using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

public sealed class MutatedRowsTests
{
    private static readonly string[] Seeds =
    [
        """{"conversation_hash":"4f","conversation":[{"content":"Hi \"x\" \u00e9","role":"user"},{"content":"<think>a</think><tool_call>{'name':'f','arguments':{'a':[1,2]}}</tool_call>","role":"assistant"},{"role":"tool","content":"{\"a\":1}\n{\"b\":2}"}],"language":"English"}""",
        """{"messages":[{"role":"system","content":"<tools>[{'name':'f'}]</tools>","functions":"[{\"name\":\"g\"}]"},{"role":"user","content":"x"},{"role":"assistant","function_calls":"f(a=1)\ng(b='x', c=[True, None])","content":null},{"role":"environment","content":"1\n2"}]}""",
        """{"messages":[{"role":"user","content":[{"type":"text","value":"x"}]},{"role":"assistant","content":[{"type":"tool_call","value":"{\"name\":\"f\",\"arguments\":{}}"},{"type":"reasoning","value":"y"}],"tool_calls":[{"id":"1","function":{"name":"g","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"1","content":"z"}]}""",
        """{"conversations":[{"from":"human","value":"x"},{"from":"function_call","value":"{\"name\":\"a\",\"arguments\":{}}"},{"from":"observation","value":"<tool_response>{\"a\":1}</tool_response>"}],"tools":"[]"}""",
        """{"query":"x","tools":"[{\"name\":\"f\",\"parameters\":{\"a\":1}}]","answers":"[{\"name\":\"f\",\"arguments\":{\"a\":1}}]"}""",
        """{"question":[[{"role":"user","content":"x"}]],"function":[{"name":"f"}],"ground_truth":[{"f":{"a":[1,2],"b":["x"]}},"g(x=1)"]}""",
        """{"goal":"G","steps":[{"num":0,"reasoning":"r","action":"click('4', x=2)","url":"u","last_action_error":"","axtree":"Rootéé"},{"tool_calls":[{"id":"1","name":"f","arguments":{}}],"tool_results":[{"id":"1","output":"o"}]}]}""",
        """{"message_tree_id":"m","prompt":{"text":"Q","role":"prompter","replies":[{"text":"A","rank":0,"replies":[]}]}}""",
        """{"chosen":"\n\nHuman: Q\n\nAssistant: A","rejected":"\n\nHuman: Q\n\nAssistant: B","prompt":"P"}""",
        """{"qid":1,"question":"<p>Why &amp;</p>","answers":[{"pm_score":1,"text":"<b>x</b>"}]}""",
        """{"input":"x","output":"<think>t</think><answer>a</answer>"}""",
        """{"key":"Subject of the email: N.   Body: b","attack_attempt":"True"}""",
        """{"instruction":"i","input":"j","output":"k","instances":[{"input":"1","output":"2"}]}""",
        """{"id_original":"1","prompt":"p","target_functions":["f","g"]}""",
        """{"tool":"f","tool_input":"{'a': 1}","query":"q","output":"5"}""",
    ];

    // Pieces that mean something to one reader or another.
    private static readonly string[] Pieces = ["\"", "\\", "{", "}", "[", "]", ",", ":", "'", "(", ")", "=", "<", ">", "/", "null", "true", "1", "é", "\\u003c", "\\ud800", "\\n", " ", "tool_call", "think", "role", "Human:", "f(", "\"name\"", "\"arguments\"", "[]", "{}", "\"\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_object_is_read_or_refused_and_what_is_read_lies_within_bounds_and_is_JSON(int seed)
    {
        var random = new Random(seed);
        var (check, reader) = (new RowCheck(), new ShapeReader());
        ShapeReader[] told = [.. Enum.GetValues<Shape>().Select(shape => new ShapeReader(shape))];
        var read = 0;
        for (var i = 0; i < 30_000; i++)
        {
            var row = Mutated(random);
            if (row.Length > 0 && row[0] == '{' && check.Passes(row, out _))
            {
                read++;
                CheckRow(reader, row, check);
                CheckRow(told[random.Next(told.Length)], row, check);
            }
        }

        read.ShouldBeGreaterThan(3000);
    }

    private static void CheckRow(ShapeReader reader, byte[] row, RowCheck check)
    {
        var shown = Encoding.UTF8.GetString(row);
        if (!reader.TryRead(row, out var fault))
        {
            fault.Reason.ShouldBeOneOf("unknown-shape", "no-request", "bad-calls", "bad-shape");
            return;
        }

        var into = reader.Conversation;
        ReadRow.Written(into, row).ShouldNotBeNull(shown);
        foreach (var call in into.Calls)
        {
            call.Name.IsEmpty.ShouldBeFalse(shown);
            call.Turn.ShouldBeLessThan(into.Turns.Count, shown);
            IsJson(into.Json(call.Arguments, row), check, shown);
            into.Json(call.Arguments, row)[0].ShouldBe((byte)'{', shown);
            if (!call.Result.IsEmpty)
            {
                IsJson(into.Json(call.Result, row), check, shown);
            }
        }

        foreach (var tool in into.Tools)
        {
            IsJson(tool.Parameters.IsEmpty ? "0"u8 : into.Json(tool.Parameters, row), check, shown);
        }

        into.Turns.Sum(turn => turn.CallCount).ShouldBe(into.Calls.Count, shown);
    }

    private static void IsJson(ReadOnlySpan<byte> json, RowCheck check, string shown)
    {
        byte[] wrapped = [.. "{\"x\":"u8, .. json, (byte)'}'];
        check.Passes(wrapped, out var fault).ShouldBeTrue($"{fault.Message} in {Encoding.UTF8.GetString(json)} of {shown}");
    }

    private static byte[] Mutated(Random random)
    {
        var row = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
        for (var change = random.Next(4); change >= 0; change--)
        {
            var at = random.Next(row.Count);
            switch (random.Next(4))
            {
                case 0:
                    row.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 1:
                    row.RemoveRange(at, Math.Min(random.Next(1, 6), row.Count - at));
                    break;
                case 2:
                    row[at] = (byte)random.Next(32, 127);
                    break;
                default:
                    // A value of another row's field may stand under this one's.
                    var other = row.GetRange(at, Math.Min(random.Next(1, 30), row.Count - at));
                    row.InsertRange(random.Next(row.Count), other);
                    break;
            }

            if (row.Count == 0)
            {
                break;
            }
        }

        return [.. row];
    }
}

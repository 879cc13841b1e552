using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>
/// Finds what the calls of a row have to do with each other: a value that an earlier result or call brought in, a result
/// that names a later tool, and the order of a trajectory. One instance a core.
/// </summary>
internal sealed class EdgeFinder
{
    // What is older than so many calls, or stands further within a result, is not looked through: a row may be hostile.
    private const int CallsLookedBack = 8;
    private const int BytesLookedAt = 16_384;
    private const int MostValuesOfACall = 64;

    // Shorter values are equal by chance.
    private const int ShortestValue = 4;

    private readonly List<(int Start, int Length)> _results = [];
    private readonly List<(int Start, int Length)> _arguments = [];
    private readonly ByteBuffer _lower = new();
    private readonly ByteBuffer _user = new();
    private readonly ByteBuffer _value = new();
    private readonly ByteBuffer _scratch = new();

    /// <summary>Adds the edges of a plan whose nodes are the row's calls.</summary>
    public void Find(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json)
    {
        if (draft.Schema != PlanSchema.FunctionCalling)
        {
            return;
        }

        Collect(row, json);
        for (var call = 1; call < row.Calls.Count; call++)
        {
            if (row.Shape == Shape.Trajectory)
            {
                draft.Edges.Add(new EdgeDraft(call - 1, call, EdgeKind.Sequence, default));
            }

            AddData(draft, row, json, call);
            AddControl(draft, row, json, call);
            SetTiers(draft, call);
        }
    }

    // Everything in small letters, once.
    private void Collect(Conversation row, ReadOnlySpan<byte> json)
    {
        _lower.Clear();
        _user.Clear();
        _results.Clear();
        _arguments.Clear();
        foreach (var call in row.Calls)
        {
            _results.Add(Lower(call.Result.IsEmpty ? [] : row.Json(call.Result, json), _lower));
            _arguments.Add(Lower(row.Json(call.Arguments, json), _lower));
        }

        foreach (var turn in row.Turns)
        {
            if (turn.Role == Role.User)
            {
                Lower(row.Plain(turn.Text, json, _scratch), _user);
                _user.Append((byte)'\n');
            }
        }
    }

    private static (int Start, int Length) Lower(ReadOnlySpan<byte> text, ByteBuffer to)
    {
        text = text[..Math.Min(text.Length, BytesLookedAt)];
        var start = to.Length;
        var room = to.Reserve(text.Length)[..text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            room[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        }

        to.Length += text.Length;
        return (start, text.Length);
    }

    private ReadOnlySpan<byte> Lowered((int Start, int Length) part) => _lower.Span.Slice(part.Start, part.Length);

    private void AddData(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, int call)
    {
        var arguments = row.Calls[call].Arguments;
        var text = row.Json(arguments, json);
        var members = new JsonMembers(text);
        var left = MostValuesOfACall;
        while (members.MoveNext())
        {
            var name = new TextSlice(arguments.Start + members.NameStart + 1, members.Name.Length, arguments.InRow, Escaped: true);
            var value = members.Value;
            for (var at = 0; at < value.Length && left > 0; left--)
            {
                if (!NextScalar(value, ref at, out var scalar))
                {
                    break;
                }

                if (Source(row, call, scalar) is >= 0 and var from)
                {
                    AddOnce(draft, new EdgeDraft(from, call, EdgeKind.Data, name));
                }
            }
        }
    }

    // The next text or number of a value, names of members left out.
    private static bool NextScalar(ReadOnlySpan<byte> json, ref int at, out ReadOnlySpan<byte> scalar)
    {
        while (at < json.Length)
        {
            var start = at;
            if (json[at] == '"')
            {
                at = JsonScan.SkipString(json, at);
                var behind = JsonScan.SkipSpace(json, at);
                if (behind >= json.Length || json[behind] != ':')
                {
                    scalar = json[(start + 1)..(at - 1)];
                    return true;
                }
            }
            else if (char.IsAsciiDigit((char)json[at]))
            {
                while (at < json.Length && (char.IsAsciiDigit((char)json[at]) || json[at] is (byte)'.' or (byte)'e' or (byte)'E' or (byte)'-' or (byte)'+'))
                {
                    at++;
                }

                scalar = json[start..at];
                return true;
            }
            else
            {
                at++;
            }
        }

        scalar = default;
        return false;
    }

    // The latest earlier call whose result, or else whose arguments, hold the value; -1 where none does, or the user wrote it.
    private int Source(Conversation row, int call, ReadOnlySpan<byte> scalar)
    {
        _value.Clear();
        Lower(scalar, _value);
        var value = _value.Span.Trim(" .,;:!?'()"u8);
        if (value.Length < ShortestValue || Occurrence.Stands(_user.Span, value, whole: false))
        {
            return -1;
        }

        var first = Math.Max(call - CallsLookedBack, 0);
        for (var i = call - 1; i >= first; i--)
        {
            if (Occurrence.Stands(Lowered(_results[i]), value, whole: false))
            {
                return i;
            }
        }

        for (var i = call - 1; i >= first; i--)
        {
            if (Occurrence.Stands(Lowered(_arguments[i]), value, whole: true))
            {
                return i;
            }
        }

        return -1;
    }

    // A result that names the tool of a later call asked for it.
    private void AddControl(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, int call)
    {
        _value.Clear();
        Lower(row.Plain(row.Calls[call].Name, json, _scratch), _value);
        for (var i = call - 1; i >= Math.Max(call - CallsLookedBack, 0) && _value.Length >= ShortestValue; i--)
        {
            var isSame = row.Plain(row.Calls[i].Name, json, _scratch).SequenceEqual(row.Raw(row.Calls[call].Name, json));
            if (!isSame && Occurrence.Stands(Lowered(_results[i]), _value.Span, whole: false))
            {
                AddOnce(draft, new EdgeDraft(i, call, EdgeKind.Control, default));
                return;
            }
        }
    }

    private static void AddOnce(PlanDraft draft, EdgeDraft edge)
    {
        for (var i = draft.Edges.Count - 1; i >= 0 && draft.Edges[i].To == edge.To; i--)
        {
            if (draft.Edges[i] == edge)
            {
                return;
            }
        }

        draft.Edges.Add(edge);
    }

    private static void SetTiers(PlanDraft draft, int call)
    {
        var node = draft.Nodes[call];
        for (var i = draft.Edges.Count - 1; i >= 0 && draft.Edges[i].To == call; i--)
        {
            var edge = draft.Edges[i];
            var from = Math.Max(draft.Nodes[edge.From].ContentTier, 2);
            if (edge.Kind == EdgeKind.Data && from > node.ContentTier)
            {
                (node.ContentTier, node.TierHow) = (from, from > 2 ? Words.Web : Words.ToolResult);
            }
            else if (edge.Kind == EdgeKind.Control)
            {
                node.AskedTier = from;
            }
        }

        draft.Nodes[call] = node;
    }
}

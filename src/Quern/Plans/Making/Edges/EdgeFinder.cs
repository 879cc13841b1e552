using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making.Edges;

/// <summary>
/// Finds what the calls of a row have to do with each other: a value that an earlier result or call brought in, a result
/// that names a later tool, and the order of a trajectory. One instance a core.
/// </summary>
internal sealed class EdgeFinder
{
    // Shorter values are equal by chance.
    private const int ShortestValue = 4;

    // More arguments than this no tool has; each is looked up, and may make an edge.
    private const int MostValuesOfACall = 256;

    private readonly WordIndex _results = new();
    private readonly WordIndex _arguments = new();
    private readonly WordIndex _user = new();
    private readonly ByteBuffer _value = new();
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _name = new();

    // How far turns and results have been taken into the indexes.
    private int _turn;
    private int _result;

    /// <summary>Adds the edges of a plan whose nodes are the row's calls.</summary>
    public void Find(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json)
    {
        _results.Clear();
        _arguments.Clear();
        _user.Clear();
        (_turn, _result) = (0, 0);
        for (var call = 0; call < row.Calls.Count; call++)
        {
            if (call > 0)
            {
                AddWhatIsKnown(row, json, row.Calls[call].Turn);
                var first = draft.Edges.Count;
                AddEdges(draft, row, json, call);
                SetTiers(draft, call, first);
            }

        }
    }

    private void AddEdges(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, int call)
    {
        if (row.Shape == Shape.Trajectory)
        {
            draft.Edges.Add(new EdgeDraft(call - 1, call, EdgeKind.Sequence, default));
        }

        AddData(draft, row, json, call);
        AddControl(draft, row, json, call);
    }

    // What was said, called and given before a turn. Calls of one turn know nothing of each other.
    private void AddWhatIsKnown(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        for (; _turn < turn && _turn < row.Turns.Count; _turn++)
        {
            if (row.Turns[_turn].Role == Role.User)
            {
                _user.Add(row.Plain(row.Turns[_turn].Text, json, _scratch), 0);
                _user.Add(row.Plain(row.Turns[_turn].Input, json, _scratch), 0);
            }
        }

        for (; _result < row.Calls.Count && row.Calls[_result].Turn < turn; _result++)
        {
            Index(row.Json(row.Calls[_result].Arguments, json), _arguments, _result, trimmed: true);
            Index(row.Json(row.Calls[_result].Result, json), _results, _result, trimmed: false);
        }
    }

    private void Index(ReadOnlySpan<byte> json, WordIndex to, int source, bool trimmed)
    {
        var scalars = new Scalars(json, _scratch);
        while (scalars.MoveNext())
        {
            to.Add(trimmed ? Trimmed(scalars.Value) : scalars.Value, source);
        }
    }

    private void AddData(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, int call)
    {
        var arguments = row.Calls[call].Arguments;
        var members = new JsonMembers(row.Json(arguments, json));
        var left = MostValuesOfACall;
        while (members.MoveNext())
        {
            var name = new TextSlice(arguments.Start + members.NameStart + 1, members.Name.Length, arguments.InRow, Escaped: true);
            var first = draft.Edges.Count;
            var scalars = new Scalars(members.Value, _scratch);
            while (left-- > 0 && scalars.MoveNext())
            {
                if (IsTelling(Trimmed(scalars.Value), scalars.IsNumber) && TrySource(Trimmed(scalars.Value), out var from, out var fromResult))
                {
                    AddOnce(draft, first, new EdgeDraft(from, call, EdgeKind.Data, name) { FromResult = fromResult });
                }
            }
        }
    }

    // Four characters, or four digits of a number.
    private static bool IsTelling(ReadOnlySpan<byte> value, bool isNumber)
    {
        var count = 0;
        foreach (var b in value)
        {
            count += isNumber ? (char.IsAsciiDigit((char)b) ? 1 : 0) : ((b & 0xC0) != 0x80 ? 1 : 0);
            if (count == ShortestValue)
            {
                return true;
            }
        }

        return false;
    }

    // The latest earlier call whose result, or else whose arguments, hold the value, unless the user wrote it.
    private bool TrySource(ReadOnlySpan<byte> plain, out int from, out bool fromResult)
    {
        _value.Clear();
        Lettering.Lower(plain, _value);
        var value = _value.Span;
        var places = default(WordPlaces);
        (from, fromResult) = (-1, false);
        if (_user.Has(value))
        {
            return false;
        }

        fromResult = _results.MoveNext(value, whole: false, ref places);
        if (!fromResult)
        {
            places = default;
            if (!_arguments.MoveNext(value, whole: true, ref places))
            {
                return false;
            }
        }

        from = places.Source;
        return true;
    }

    // A result that names the tool of a later call asked for it; a result that names its own tool did not.
    private void AddControl(PlanDraft draft, Conversation row, ReadOnlySpan<byte> json, int call)
    {
        var name = row.Plain(row.Calls[call].Name, json, _name);
        var isWord = IsPlainWord(name);
        _value.Clear();
        Lettering.Lower(name, _value);
        var places = default(WordPlaces);
        while (_value.Length >= ShortestValue && _results.MoveNext(_value.Span, whole: isWord, ref places))
        {
            if (!row.Plain(row.Calls[places.Source].Name, json, _scratch).SequenceEqual(name))
            {
                draft.Edges.Add(new EdgeDraft(places.Source, call, EdgeKind.Control, default));
                return;
            }
        }
    }

    // Such as search: in a sentence it is a word, not the name of a tool.
    private static bool IsPlainWord(ReadOnlySpan<byte> name) => name.Length > 0 && !name[1..].ContainsAnyExceptInRange((byte)'a', (byte)'z');

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> value) => value.Trim(" \t\r\n.,;:!?'\"()[]<>"u8);

    private static void AddOnce(PlanDraft draft, int first, EdgeDraft edge)
    {
        for (var i = first; i < draft.Edges.Count; i++)
        {
            if (draft.Edges[i].From == edge.From)
            {
                return;
            }
        }

        draft.Edges.Add(edge);
    }

    private static void SetTiers(PlanDraft draft, int call, int first)
    {
        var node = draft.Nodes[call];
        for (var i = first; i < draft.Edges.Count; i++)
        {
            var edge = draft.Edges[i];
            var from = draft.Nodes[edge.From];
            if (edge is { Kind: EdgeKind.Data, FromResult: true } && Math.Max(from.ContentTier, Tiers.Partner) is var tier && tier > node.ContentTier)
            {
                (node.ContentTier, node.TierHow) = (tier, tier == Tiers.Web ? Words.Web : Words.ToolResult);
            }
            else if (edge.Kind == EdgeKind.Control)
            {
                node.AskedTier = from.ReadsWeb ? Tiers.Web : Tiers.Partner;
                node.TierHow = node.TierHow == Words.User || node.TierHow == Words.System ? (from.ReadsWeb ? Words.Web : Words.ToolResult) : node.TierHow;
            }
        }

        draft.Nodes[call] = node;
    }
}

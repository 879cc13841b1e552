using System.Buffers.Text;
using Quern.Plans.Inference;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Makes a node from each call of a row.</summary>
internal sealed class CallNodes(PlanDraft draft, TextReading reading)
{
    private const int Web = 3;

    private readonly CallNameReading _name = new(InferenceTables.Standard);
    private readonly LimitArguments _limits = new(InferenceTables.Standard);
    private readonly ByteBuffer _nameText = new();
    private readonly ByteBuffer _scratch = new();

    // Of the turn of the user that was read last: so several calls of one turn read it once.
    private int _readTurn;
    private ScopeGuess _turnScope;

    /// <summary>Adds the nodes.</summary>
    /// <param name="row">The row in its normal form.</param>
    /// <param name="json">The row.</param>
    /// <param name="tier">The tier of content for which nobody is named who asked.</param>
    public void Add(Conversation row, ReadOnlySpan<byte> json, int tier)
    {
        _readTurn = -1;
        for (var i = 0; i < row.Calls.Count; i++)
        {
            Add(row, json, i, tier);
        }
    }

    private void Add(Conversation row, ReadOnlySpan<byte> json, int index, int tier)
    {
        var call = row.Calls[index];
        var name = row.Plain(call.Name, json, _nameText);
        var asker = Asker(row, call.Turn);
        _name.Read(name);
        ReadTurn(row, json, asker);
        reading.Begin();
        reading.AddWords(name);
        var limit = ReadArguments(row.Json(call.Arguments, json));
        var (level, levelHow) = Sensitivity.Of(reading.Sensitivity, _name.Deletes, _name.Level);
        var scope = Scope(row, index, asker);
        draft.Nodes.Add(new NodeDraft
        {
            Call = index,
            Name = call.Name,
            Intent = _name.Intent,
            ToolHow = Words.Explicit,
            Volume = limit.Volume > 0 ? limit.Volume : scope.Volume,
            VolumeHow = limit.Volume > 0 ? limit.How : Reasons.Of(draft.Reasons, scope),
            Level = level,
            LevelHow = levelHow,
            ContentTier = _name.ReadsWeb ? Web : asker >= 0 ? 1 : tier,
            AskedTier = asker >= 0 ? 1 : tier,
            TierHow = _name.ReadsWeb ? Words.Web : asker < 0 ? Words.Dataset : row.Turns[asker].Role == Role.User ? Words.User : Words.System,
            Origin = asker,
        });
    }

    // What the call itself says comes first; the turn that asked speaks of one call only when it asked for one.
    private ScopeGuess Scope(Conversation row, int index, int asker)
    {
        var own = reading.Scope;
        var isDefault = own.Volume == 1 && !own.IsNumber;
        return isDefault && asker >= 0 && IsOnly(row, index, asker) ? _turnScope : own;
    }

    private void ReadTurn(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        if (turn >= 0 && turn != _readTurn)
        {
            reading.Begin();
            reading.Add(row.Plain(row.Turns[turn].Text, json, _scratch));
            (_readTurn, _turnScope) = (turn, reading.Scope);
        }
    }

    // Names of arguments and their texts, at any depth; of those at the top also a number that says how much.
    private (long Volume, (int Start, int Length) How) ReadArguments(ReadOnlySpan<byte> arguments)
    {
        var found = (Volume: 0L, How: (0, 0));
        var members = new JsonMembers(arguments);
        while (members.MoveNext())
        {
            if (_limits.IsLimit(members.Name) && TryVolume(members.Value, out var volume) && volume > found.Volume)
            {
                found = (volume, Reasons.OfArgument(draft.Reasons, members.Name));
            }
        }

        ReadTexts(arguments);
        return found;
    }

    private void ReadTexts(ReadOnlySpan<byte> json)
    {
        for (var at = 0; at < json.Length; at++)
        {
            var quote = json[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return;
            }

            at += quote;
            var end = JsonScan.SkipString(json, at);
            var text = json[(at + 1)..(end - 1)];
            var behind = JsonScan.SkipSpace(json, end);
            if (behind < json.Length && json[behind] == ':')
            {
                reading.AddWords(text);
            }
            else
            {
                reading.Add(Plain(text));
            }

            at = end - 1;
        }
    }

    private ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> inside)
    {
        if (!inside.Contains((byte)'\\'))
        {
            return inside;
        }

        _scratch.Clear();
        JsonUnescape.Write(inside, _scratch);
        return _scratch.Span;
    }

    private static bool TryVolume(ReadOnlySpan<byte> value, out long volume)
    {
        value = value.Trim("\""u8);
        return Utf8Parser.TryParse(value, out volume, out var used) && used == value.Length && volume > 0;
    }

    /// <summary>The last turn of the user before a turn, else the last of the system; -1 where there is neither.</summary>
    private static int Asker(Conversation row, int turn)
    {
        var system = -1;
        for (var i = Math.Min(turn, row.Turns.Count) - 1; i >= 0; i--)
        {
            if (row.Turns[i].Role == Role.User)
            {
                return i;
            }

            system = system < 0 && row.Turns[i].Role == Role.System ? i : system;
        }

        return system;
    }

    private static bool IsOnly(Conversation row, int index, int asker)
        => (index == 0 || Asker(row, row.Calls[index - 1].Turn) != asker) && (index + 1 == row.Calls.Count || Asker(row, row.Calls[index + 1].Turn) != asker);
}

using System.Buffers.Text;
using Quern.Plans.Inference;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Makes a node from each call of a row.</summary>
internal sealed class CallNodes(PlanDraft draft, TextReading reading)
{
    private readonly CallNameReading _name = new(InferenceTables.Standard);
    private readonly LimitArguments _limits = new(InferenceTables.Standard);
    private readonly ByteBuffer _nameText = new();
    private readonly ByteBuffer _scratch = new();

    // Of the turn of the user that was read last: so several calls of one turn read it once.
    private int _readTurn;
    private ScopeGuess _turnScope;

    // For each turn the one that asked: the last of the user before it, else the last of the system; -1: neither.
    private readonly List<int> _askers = [];

    /// <summary>Adds the nodes.</summary>
    /// <param name="row">The row in its normal form.</param>
    /// <param name="json">The row.</param>
    /// <param name="tier">The tier of content for which nobody is named who asked.</param>
    public void Add(Conversation row, ReadOnlySpan<byte> json, int tier)
    {
        _readTurn = -1;
        FindAskers(row);
        for (var i = 0; i < row.Calls.Count; i++)
        {
            Add(row, json, i, tier);
        }
    }

    private void Add(Conversation row, ReadOnlySpan<byte> json, int index, int tier)
    {
        var call = row.Calls[index];
        var name = row.Plain(call.Name, json, _nameText);
        var asker = Asker(call.Turn);
        _name.Read(name);
        ReadTurn(row, json, asker);
        reading.Begin();
        reading.AddWords(name);
        var limit = ReadArguments(row.Json(call.Arguments, json));
        var (level, levelHow) = Sensitivity.Of(reading.Sensitivity, _name.Deletes, _name.Level);
        var scope = asker >= 0 && IsOnly(row, index, asker) ? ScopeReasons.Higher(reading.Scope, _turnScope) : reading.Scope;
        draft.Nodes.Add(new NodeDraft
        {
            Call = index,
            Name = call.Name,
            Intent = _name.Intent,
            ToolHow = Words.Explicit,
            Volume = limit.Volume > 0 ? limit.Volume : scope.Volume,
            VolumeHow = limit.Volume > 0 ? limit.How : ScopeReasons.Of(draft.Reasons, scope),
            Level = level,
            LevelHow = levelHow,
            ContentTier = _name.ReadsWeb ? Tiers.Web : asker >= 0 ? Tiers.Own : tier,
            AskedTier = asker >= 0 ? Tiers.Own : tier,
            TierHow = _name.ReadsWeb ? Words.Web : asker < 0 ? Words.Dataset : row.Turns[asker].Role == Role.User ? Words.User : Words.System,
            ReadsWeb = _name.ReadsWeb,
            Origin = asker,
        });
    }

    private void ReadTurn(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        if (turn >= 0 && turn != _readTurn)
        {
            reading.Begin();
            reading.AddText(row.Plain(row.Turns[turn].Text, json, _scratch));
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
                found = (volume, ScopeReasons.OfArgument(draft.Reasons, members.Name));
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
                reading.AddText(JsonUnescape.Plain(text, _scratch));
            }

            at = end - 1;
        }
    }

    // A number beyond all bounds is still one that asks for that much.
    private static bool TryVolume(ReadOnlySpan<byte> value, out long volume)
    {
        volume = 0;
        var digits = value.Trim("\" "u8);
        digits = digits.EndsWith(".0"u8) ? digits[..^2] : digits;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        volume = Utf8Parser.TryParse(digits, out long read, out _) ? read : long.MaxValue;
        return volume > 0;
    }

    private void FindAskers(Conversation row)
    {
        _askers.Clear();
        var (user, system) = (-1, -1);
        for (var i = 0; i < row.Turns.Count; i++)
        {
            _askers.Add(user >= 0 ? user : system);
            (user, system) = row.Turns[i].Role switch
            {
                Role.User => (i, system),
                Role.System => (user, i),
                _ => (user, system),
            };
        }
    }

    private int Asker(int turn) => (uint)turn < (uint)_askers.Count ? _askers[turn] : -1;

    private bool IsOnly(Conversation row, int index, int asker)
        => (index == 0 || Asker(row.Calls[index - 1].Turn) != asker) && (index + 1 == row.Calls.Count || Asker(row.Calls[index + 1].Turn) != asker);
}

using Quern.Plans.Inference;
using Quern.Plans.Making.Edges;
using Quern.Rows;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Makes the draft of a plan from a row in its normal form. One instance a core.</summary>
internal sealed class PlanMaker
{
    private readonly TextReading _reading = new(InferenceTables.Standard);
    private readonly ByteBuffer _scratch = new();
    private readonly CallNodes _calls;
    private readonly TextNodes _texts;
    private readonly EdgeFinder _edges = new();

    /// <summary>A maker.</summary>
    public PlanMaker()
    {
        _calls = new CallNodes(Draft, _reading);
        _texts = new TextNodes(Draft, _reading, _scratch);
    }

    /// <summary>The plan, valid until the next row.</summary>
    public PlanDraft Draft { get; } = new();

    /// <summary>Makes the plan; false with the reason when the row asks for nothing.</summary>
    /// <param name="row">The row in its normal form.</param>
    /// <param name="json">The row.</param>
    /// <param name="isAttack">Whether it is an attack.</param>
    /// <param name="tier">The tier of content for which nobody is named who asked.</param>
    /// <param name="fault">Why there is no plan.</param>
    public bool TryMake(Conversation row, ReadOnlySpan<byte> json, bool isAttack, int tier, out RowFault fault)
    {
        fault = default;
        Draft.Clear();
        _reading.BeginRow();
        Draft.IsAttack = isAttack;
        AddRequest(row, json);
        AddNodes(row, json, isAttack, tier);
        if (Draft.Nodes.Count == 0)
        {
            fault = new RowFault("no-request", "The row asks for nothing: no turn of the user has a text, and nothing is called.");
            return false;
        }

        if (Draft.Schema == PlanSchema.FunctionCalling && row.Calls.Count > 1)
        {
            _edges.Find(Draft, row, json);
        }

        Draft.Domain = _reading.Domain;
        return true;
    }

    private void AddNodes(Conversation row, ReadOnlySpan<byte> json, bool isAttack, int tier)
    {
        if (row.Shape == Shape.AttackLog)
        {
            _texts.AddMail(row, json);
        }
        else if (isAttack && row.Calls.Count == 0 && row.Shape != Shape.Task)
        {
            AddAttacks(row, json);
        }
        else if (row.Calls.Count > 0)
        {
            Draft.Schema = PlanSchema.FunctionCalling;
            _calls.Add(row, json, tier);
        }
        else
        {
            AddTexts(row, json);
        }
    }

    private void AddAttacks(Conversation row, ReadOnlySpan<byte> json)
    {
        Draft.Schema = IsConversation(row) ? PlanSchema.Conversation : PlanSchema.Instruction;
        for (var turn = UserTurn(row, 0); turn >= 0; turn = UserTurn(row, turn + 1))
        {
            _texts.AddAttack(row, json, turn);
        }
    }

    private void AddTexts(Conversation row, ReadOnlySpan<byte> json)
    {
        if (row.Shape is Shape.QuestionAnswer or Shape.ScoredAnswers)
        {
            _texts.AddQuestion(row, json, UserTurn(row, 0));
            return;
        }

        var isConversation = IsConversation(row);
        Draft.Schema = isConversation ? PlanSchema.Conversation : PlanSchema.Instruction;
        for (var turn = UserTurn(row, 0); turn >= 0; turn = UserTurn(row, turn + 1))
        {
            _texts.AddTurn(row, json, turn);
        }

        if (row.Shape == Shape.Reasoning)
        {
            _texts.AddActions(row, json);
        }
    }

    private static bool IsConversation(Conversation row) => row.Shape switch
    {
        Shape.RoleContent or Shape.Sharegpt or Shape.TypedParts or Shape.StringList or Shape.FlatText or Shape.MessageTree => true,
        Shape.Preference => row.IsDialogue || Users(row) > 1,
        Shape.Task => false,
        _ => Users(row) > 1,
    };

    private static int Users(Conversation row)
    {
        var users = 0;
        foreach (var turn in row.Turns)
        {
            users += turn.Role == Role.User ? 1 : 0;
        }

        return users;
    }

    // What the user asked; in a conversation with calls nothing that was said after the last of them.
    private void AddRequest(Conversation row, ReadOnlySpan<byte> json)
    {
        var end = row.Calls.Count > 0 ? row.Calls[^1].Turn : row.Turns.Count;
        Draft.RequestIsTemplate = row.Shape == Shape.AttackLog;
        for (var i = 0; i < end && !Draft.RequestIsTemplate; i++)
        {
            if (row.Turns[i].Role == Role.User && (HasWords(row, row.Turns[i].Text, json) || HasWords(row, row.Turns[i].Input, json)))
            {
                Draft.Request.Add(row.Turns[i]);
            }
        }
    }

    private bool HasWords(Conversation row, TextSlice text, ReadOnlySpan<byte> json)
        => !text.IsEmpty && (row.Raw(text, json)[0] is > (byte)' ' and not (byte)'\\' || !row.Plain(text, json, _scratch).Trim(" \t\r\n"u8).IsEmpty);

    /// <summary>The first turn of the user from one on; -1 where there is none.</summary>
    private static int UserTurn(Conversation row, int from)
    {
        for (var i = from; i < row.Turns.Count; i++)
        {
            if (row.Turns[i].Role == Role.User)
            {
                return i;
            }
        }

        return -1;
    }
}

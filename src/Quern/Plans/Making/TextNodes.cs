using Quern.Plans.Inference;
using Quern.Rows;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Makes nodes from texts: turns of the user, questions, actions that a reasoning names, attacks.</summary>
internal sealed class TextNodes(PlanDraft draft, TextReading reading, ByteBuffer scratch)
{
    private static readonly KnownTool ReadEmail = new() { Name = "read_email"u8.ToArray(), Intent = "retrieve"u8.ToArray(), Level = 2 };

    private readonly ReasoningActions _actions = new(InferenceTables.Standard);
    private readonly AttackIntent _attack = new(InferenceTables.Standard);

    /// <summary>A node for a turn of the user; none where it says nothing.</summary>
    public void AddTurn(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        var (text, input) = (row.Turns[turn].Text, row.Turns[turn].Input);
        if (!Read(row, json, text, input))
        {
            return;
        }

        Add(reading.Tool, ArgumentForm.Instruction, text, input, turn, Words.User);
    }

    /// <summary>A search for a question.</summary>
    public void AddQuestion(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        if (turn >= 0 && Read(row, json, row.Turns[turn].Text, default))
        {
            Add(new ToolGuess(InferenceTables.Standard.Tools.Questions, Words.Default), ArgumentForm.Query, row.Turns[turn].Text, default, turn, Words.User);
        }
    }

    /// <summary>A node for each action that the reasoning of an answer names.</summary>
    public void AddActions(Conversation row, ReadOnlySpan<byte> json)
    {
        for (var turn = 0; turn < row.Turns.Count; turn++)
        {
            var reasoning = row.Turns[turn].Reasoning;
            if (reasoning.IsEmpty)
            {
                continue;
            }

            _actions.Read(row.Raw(reasoning, json));
            foreach (var action in _actions.Found)
            {
                var sentence = reasoning with { Start = reasoning.Start + action.Start, Length = action.Length };
                Read(row, json, sentence, default);
                Add(action.Guess, ArgumentForm.Instruction, sentence, default, FirstUser(row), Words.User);
            }
        }
    }

    /// <summary>The one node of a text that is an attack.</summary>
    public void AddAttack(Conversation row, ReadOnlySpan<byte> json, int turn)
    {
        var (text, input) = (row.Turns[turn].Text, row.Turns[turn].Input);
        if (Read(row, json, text, input))
        {
            Add(Attack(row, json, text), ArgumentForm.Instruction, text, input, turn, Words.Injected, Tiers.Web, Tiers.Web);
        }
    }

    /// <summary>The reading of an e-mail and, where it is an attack, what it is after.</summary>
    public void AddMail(Conversation row, ReadOnlySpan<byte> json)
    {
        var turn = FirstUser(row);
        var (body, subject) = (row.Turns[turn].Text, row.Turns[turn].Input);
        if (!Read(row, json, body, subject))
        {
            return;
        }

        Add(new ToolGuess(ReadEmail, Words.Default), ArgumentForm.Mail, body, subject, turn, Words.Injected, Tiers.Web);
        if (draft.IsAttack)
        {
            // What the subject says is read; the body is what is acted on.
            Read(row, json, body, default);
            Add(Attack(row, json, body), ArgumentForm.Instruction, body, default, turn, Words.Injected, Tiers.Web, Tiers.Web);
            draft.Edges.Add(new EdgeDraft(0, 1, EdgeKind.Data, default) { FillsInstruction = true });
            draft.Edges.Add(new EdgeDraft(0, 1, EdgeKind.Control, default));
        }
    }

    private ToolGuess Attack(Conversation row, ReadOnlySpan<byte> json, TextSlice text) => _attack.Of(row.Plain(text, json, scratch));

    private bool Read(Conversation row, ReadOnlySpan<byte> json, TextSlice text, TextSlice input)
    {
        reading.Begin();
        var any = Add(row, json, text);
        return Add(row, json, input) || any;
    }

    private bool Add(Conversation row, ReadOnlySpan<byte> json, TextSlice text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        var plain = row.Plain(text, json, scratch);
        reading.Add(plain);
        return !plain.Trim(" \t\r\n"u8).IsEmpty;
    }

    private void Add(ToolGuess guess, ArgumentForm form, TextSlice text, TextSlice input, int origin, byte[] how, int contentTier = Tiers.Own, int askedTier = Tiers.Own)
    {
        var (tool, word) = (guess.Tool, reading.Sensitivity);
        var (level, levelHow) = Sensitivity.Of(word, tool.Deletes, tool.Level);
        draft.Nodes.Add(new NodeDraft
        {
            Call = -1,
            Tool = tool.Name,
            Intent = tool.Intent,
            ToolHow = guess.How,
            Form = form,
            Text = text,
            Input = input,
            Volume = reading.Scope.Volume,
            VolumeHow = ScopeReasons.Of(draft.Reasons, reading.Scope),
            Level = level,
            LevelHow = levelHow,
            ContentTier = contentTier,
            AskedTier = askedTier,
            TierHow = how,
            Origin = origin,
        });
    }

    private static int FirstUser(Conversation row) => Math.Max(row.Turns.FindIndex(static t => t.Role == Role.User), 0);
}

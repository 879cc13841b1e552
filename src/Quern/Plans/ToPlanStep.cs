using Quern.Plans.Making;
using Quern.Plans.Reading;
using Quern.Rows;
using Quern.Shapes;
using Quern.Steps;

namespace Quern.Plans;

/// <summary>Makes an execution plan of each row, of whatever shape; what asks for nothing or cannot be read is quarantined.</summary>
internal sealed class ToPlanStep(ToPlanOptions options) : RowStep
{
    private readonly ShapeReader _reader = new(options.Shape);
    private readonly PlanMaker _maker = new();
    private readonly PlanWriter _writer = new(options);
    private readonly PlanReader _plans = new(options);
    private readonly ByteBuffer _scratch = new();
    private readonly ByteBuffer _row = new();

    public override void Apply(Row row, RowOutput output)
    {
        if (!_reader.TryRead(row.Json, out var fault))
        {
            Quarantine(row, fault, output);
            return;
        }

        var conversation = _reader.Conversation;
        if (conversation.Shape is Shape.Plan or Shape.GoldTrace)
        {
            Rewrite(row, conversation, output);
            return;
        }

        var nature = conversation.Source.IsEmpty ? null : Natures.Standard.Find(Source(conversation, row.Json));
        if (!_maker.TryMake(conversation, row.Json, IsAttack(conversation, nature), nature?.Tier ?? 1, out fault))
        {
            Quarantine(row, fault, output);
            return;
        }

        var draft = _maker.Draft;
        _row.Clear();
        _writer.Write(draft, conversation, row.Json, _row);
        if (!conversation.Label.IsEmpty && conversation.IsAttack is null && conversation.Shape is Shape.TextLabel or Shape.AttackLog)
        {
            output.Count(row, "unread-label");
        }

        Count(row, output, draft.Schema, conversation.Shape, draft.IsAttack);
        output.Keep(row.With(_row.Span));
    }

    // Counted under the schema that it would have had, so that each schema has a rate of success.
    private void Quarantine(Row row, RowFault fault, RowOutput output)
    {
        output.Count(row, PlanWords.UnmadeCounter(_reader.Conversation.Shape, fault.Reason));
        output.Quarantine(row, fault);
    }

    private void Rewrite(Row row, Conversation conversation, RowOutput output)
    {
        _row.Clear();
        if (!_plans.TryRead(row.Json, conversation, _row, out var fault))
        {
            Quarantine(row, fault, output);
            return;
        }

        Count(row, output, _plans.Schema, conversation.Shape, _plans.IsAttack);
        output.Keep(row.With(_row.Span));
    }

    private static void Count(Row row, RowOutput output, PlanSchema schema, Shape shape, bool isAttack)
    {
        output.Count(row, PlanWords.Counter(schema));
        output.Count(row, PlanWords.Counter(shape));
        output.Count(row, isAttack ? "label:adversarial" : "label:benign");
    }

    // A task with target functions is a harmful one unless its dataset says otherwise; so is whatever is said to be an attack.
    private bool IsAttack(Conversation row, Nature? nature) => options.Label switch
    {
        PlanLabel.Benign => false,
        PlanLabel.Adversarial => true,
        _ => row.IsAttack ?? nature?.IsAttack ?? (row.Shape == Shape.Task && (row.Calls.Count > 0 || !row.Group.IsEmpty)),
    };

    private ReadOnlySpan<byte> Source(Conversation row, ReadOnlySpan<byte> json)
    {
        var source = row.Source;
        return source.Length < 2 ? [] : row.Plain(new TextSlice(source.Start + 1, source.Length - 2, source.InRow, Escaped: true), json, _scratch);
    }
}

using Quern.Plans.Making;
using Quern.Rows;
using Quern.Rows.Json;

namespace Quern.Plans.Reading;

/// <summary>What the user asked, in rows that are plans: an object of its own, or a text under an older name.</summary>
internal static class PlanRequest
{
    /// <summary>Appends the request.</summary>
    public static void Write(ReadOnlySpan<byte> row, ByteBuffer scratch, ByteBuffer to)
    {
        if (Member(row, "request"u8) is [(byte)'{', ..] request)
        {
            PlanJson.WriteCompact(request, scratch, to);
            return;
        }

        to.Append("{\"text\":"u8);
        var text = TextOf(row);
        PlanJson.WriteCompact(text.IsEmpty ? "\"\""u8 : text, scratch, to);
        to.Append((byte)'}');
    }

    /// <summary>The text of the request, as JSON; empty where there is none.</summary>
    public static ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> row)
    {
        var request = Member(row, "request"u8);
        return Member(request, "text"u8) is [(byte)'"', ..] text ? text
            : request is [(byte)'"', ..] ? request
            : Member(row, "original_text"u8) is [(byte)'"', ..] original ? original
            : Member(Member(row, "metadata"u8), "request_text"u8) is [(byte)'"', ..] noted ? noted
            : [];
    }

    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> of, ReadOnlySpan<byte> name)
        => of is [(byte)'{', ..] && new JsonMembers(of) is var members && members.MoveTo(name) ? members.Value : [];
}

using System.Text;
using Quern.Rows;
using Quern.Shapes;

namespace Quern.Tests.Shapes.Reading;

/// <summary>Reads a row and writes what it was read as: a line for each turn, call, result and mark.</summary>
internal static class ReadRow
{
    /// <summary>The row in its normal form as text, or the fault.</summary>
    public static string AsText(string row, Shape shape = Shape.Auto)
    {
        var reader = new ShapeReader(shape);
        var bytes = Encoding.UTF8.GetBytes(row);
        return reader.TryRead(bytes, out var fault) ? Written(reader.Conversation, bytes) : $"{fault.Reason}: {fault.Message}";
    }

    /// <summary>What was read must be this shape and these lines.</summary>
    public static void ShouldBe(string row, Shape shape, params string[] lines)
        => AsText(row).ShouldBe(string.Join("\n", lines.Prepend(shape.ToString())));

    /// <summary>A conversation as text.</summary>
    public static string Written(Conversation read, byte[] row)
    {
        var text = new StringBuilder(read.Shape.ToString());
        foreach (var turn in read.Turns)
        {
            text.Append($"\n{turn.Role}: {Plain(turn.Text)}{Marked(" <- ", turn.Input)}{Marked(" thought ", turn.Reasoning)}");
            for (var i = turn.FirstCall; i < turn.FirstCall + turn.CallCount; i++)
            {
                var call = read.Calls[i];
                text.Append($"\n- {Plain(call.Name)}{Marked("#", call.Id)} {Json(call.Arguments)}{(call.Result.IsEmpty ? "" : " = " + Json(call.Result))}");
            }
        }

        foreach (var tool in read.Tools)
        {
            text.Append($"\noffers {Plain(tool.Name)}{Marked(": ", tool.Description)}{(tool.Parameters.IsEmpty ? "" : " " + Json(tool.Parameters))}");
        }

        text.Append(read.Label.IsEmpty ? "" : $"\nlabel {Json(read.Label)}").Append(read.IsAttack is null ? "" : $"\nattack {read.IsAttack}");
        return text.Append(Marked("\ngroup ", read.Group)).Append(Marked("\nlanguage ", read.Language)).ToString();

        string Plain(TextSlice slice) => Encoding.UTF8.GetString(read.Plain(slice, row, new ByteBuffer()));
        string Json(JsonSlice slice) => Encoding.UTF8.GetString(read.Json(slice, row));
        string Marked(string mark, TextSlice slice) => slice.IsEmpty ? "" : mark + Plain(slice);
    }
}

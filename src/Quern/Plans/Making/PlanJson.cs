using System.Security.Cryptography;
using System.Text;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Shapes;

namespace Quern.Plans.Making;

/// <summary>Writes pieces of a row so that the same content gives the same bytes, whatever file it stood in.</summary>
internal static class PlanJson
{
    private const int HashBytes = 8;

    /// <summary>Writes a text as the inside of a JSON string.</summary>
    public static void WriteInside(Conversation row, TextSlice text, ReadOnlySpan<byte> json, ByteBuffer scratch, ByteBuffer to)
    {
        var raw = row.Raw(text, json);
        if (text.Escaped && !HasOddEscapes(raw))
        {
            to.Append(raw);
        }
        else
        {
            JsonText.WriteInside(row.Plain(text, json, scratch), to);
        }
    }

    /// <summary>Writes a text as a JSON string.</summary>
    public static void WriteText(Conversation row, TextSlice text, ReadOnlySpan<byte> json, ByteBuffer scratch, ByteBuffer to)
    {
        to.Append((byte)'"');
        WriteInside(row, text, json, scratch, to);
        to.Append((byte)'"');
    }

    /// <summary>Writes the two members that are the graph of a plan.</summary>
    public static void WriteGraph(ByteBuffer nodes, ByteBuffer edges, ByteBuffer to)
    {
        to.Append("\"nodes\":["u8);
        to.Append(nodes.Span);
        to.Append("],\"edges\":["u8);
        to.Append(edges.Span);
        to.Append((byte)']');
    }

    /// <summary>Writes a JSON value without white space between its parts, its texts escaped in one way.</summary>
    public static void WriteCompact(ReadOnlySpan<byte> json, ByteBuffer scratch, ByteBuffer to)
    {
        var at = 0;
        while (at < json.Length)
        {
            if (json[at] == '"')
            {
                var end = JsonScan.SkipString(json, at);
                WriteString(json[at..end], scratch, to);
                at = end;
                continue;
            }

            var rest = json[at..];
            var length = rest.IndexOfAny("\" \t\r\n"u8);
            length = length < 0 ? rest.Length : length;
            to.Append(rest[..length]);
            at += length;
            at = at < json.Length && json[at] != '"' ? at + 1 : at;
        }
    }

    /// <summary>Writes the first characters of a text as a JSON string, as many as the older record keeps.</summary>
    public static void WriteBeginning(ReadOnlySpan<byte> text, ByteBuffer to)
    {
        const int MostCharacters = 500;
        var (at, characters) = (0, 0);
        while (at < text.Length && characters < MostCharacters)
        {
            Rune.DecodeFromUtf8(text[at..], out _, out var used);
            (at, characters) = (at + used, characters + 1);
        }

        JsonText.WriteString(text[..at], to);
    }

    /// <summary>Writes the first 16 hex digits of the SHA-256 of bytes.</summary>
    public static void WriteHash(ReadOnlySpan<byte> of, ByteBuffer to)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(of, hash);
        Convert.TryToHexStringLower(hash[..HashBytes], to.Reserve(2 * HashBytes), out var written);
        to.Length += written;
    }

    private static void WriteString(ReadOnlySpan<byte> quoted, ByteBuffer scratch, ByteBuffer to)
    {
        if (!HasOddEscapes(quoted))
        {
            to.Append(quoted);
            return;
        }

        scratch.Clear();
        JsonUnescape.Write(quoted[1..^1], scratch);
        JsonText.WriteString(scratch.Span, to);
    }

    // Escapes that our own writer would not write, or not so.
    private static bool HasOddEscapes(ReadOnlySpan<byte> raw)
    {
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            if (raw[at + 1] is not ((byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'r'))
            {
                return true;
            }

            raw = raw[(at + 2)..];
        }

        return false;
    }
}

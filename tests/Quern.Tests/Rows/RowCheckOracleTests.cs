using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Quern.Rows.Json;

namespace Quern.Tests.Rows;

/// <summary>Rows damaged at random: the check accepts one exactly when the platform's document reader and three plain rules do.</summary>
public sealed class RowCheckOracleTests
{
    private static readonly byte[] Bits = "{}[]:,\"\\ue0dD8bcf19.-+tnr \n\0\t\u00e9\u20ac"u8.ToArray();

    private static readonly string[] Seeds =
    [
        "{\"a\":1,\"b\":[true,null,{\"c\":\"\\ud83d\\ude00é\"}],\"a2\":-1.5e3}",
        "{ \"messages\" : [ {\"role\":\"user\",\"content\":\"x\\n\\\"y\\\"\"} , {} ] , \"é\" : false }",
        "{\"k\":{\"a\":1,\"b\":2,\"c\":{\"a\":1}},\"l\":[[],[[]]],\"\":\"\"}",
    ];

    [Fact]
    public void Damaged_rows_pass_exactly_when_they_are_still_valid()
    {
        var random = new Random(4711);
        var check = new RowCheck();
        var passed = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var row = Damaged(random);
            var passes = check.Passes(row, out var fault);
            passes.ShouldBe(IsValid(row), $"{Encoding.Latin1.GetString(row)}: {fault.Reason} {fault.Message}");
            passed += passes ? 1 : 0;
            if (!passes)
            {
                fault.Reason.ShouldBeOneOf("invalid-json", "invalid-utf8", "not-an-object", "lone-surrogate", "duplicate-key");
                fault.Message.ShouldNotBeEmpty();
            }
        }

        passed.ShouldBeInRange(1000, 40_000);
    }

    [Fact]
    public void Twenty_thousand_keys_of_one_hash_are_checked_quickly()
    {
        var keys = KeysOfOneHash(20_000);
        var row = "{" + string.Join(',', keys.Select(static k => $"\"{k}\":0")) + "}";
        new RowCheck().Passes(Encoding.UTF8.GetBytes(row), out _).ShouldBeTrue();
        var twice = row[..^1] + $",\"{keys[9_999]}\":1}}";
        new RowCheck().Passes(Encoding.UTF8.GetBytes(twice), out var fault).ShouldBeFalse();
        fault.Message.ShouldContain(keys[9_999]);
    }

    private static byte[] Damaged(Random random)
    {
        var row = Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
        for (var n = random.Next(4); n > 0 && row.Count > 0; n--)
        {
            var at = random.Next(row.Count);
            switch (random.Next(4))
            {
                case 0:
                    row.RemoveAt(at);
                    break;
                case 1:
                    row.Insert(at, Bits[random.Next(Bits.Length)]);
                    break;
                case 2:
                    row[at] = Bits[random.Next(Bits.Length)];
                    break;
                default:
                    var length = Math.Min(random.Next(12), row.Count - at);
                    row.InsertRange(random.Next(row.Count), row.GetRange(at, length));
                    break;
            }
        }

        return [.. row];
    }

    private static bool IsValid(byte[] row)
    {
        try
        {
            _ = new UTF8Encoding(false, true).GetString(row);
            using var document = JsonDocument.Parse(row);
            return document.RootElement.ValueKind == JsonValueKind.Object && IsSound(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException)
        {
            return false;
        }
    }

    // GetString refuses half characters.
    private static bool IsSound(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsSound),
                JsonValueKind.Object => element.EnumerateObject().Select(static p => p.Name).Distinct(StringComparer.Ordinal).Count() == element.EnumerateObject().Count()
                    && element.EnumerateObject().All(static p => IsSound(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The hash folds words of eight bytes: any first word has a second that brings it to one chosen state. Those that
    // are plain text are taken.
    private static List<string> KeysOfOneHash(int count)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var start = unchecked(16 * Factor);
        var keys = new List<string>();
        var bytes = new byte[16];
        var target = 0UL;
        for (var n = 0UL; keys.Count < count; n++)
        {
            for (var i = 0; i < 8; i++)
            {
                bytes[i] = (byte)('a' + ((n >> (4 * i)) & 15));
            }

            var state = (start ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Factor;
            state ^= state >> 32;
            target = n == 0 ? state ^ 0x6162636465666768 : target;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), state ^ target);
            if (bytes.AsSpan(8).IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && bytes.AsSpan(8).IndexOfAny((byte)'"', (byte)'\\') < 0)
            {
                keys.Add(Encoding.ASCII.GetString(bytes));
            }
        }

        return keys;
    }
}

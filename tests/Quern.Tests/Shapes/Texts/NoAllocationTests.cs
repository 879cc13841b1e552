using System.Text;
using Quern.Rows;
using Quern.Shapes.Texts;

namespace Quern.Tests.Shapes.Texts;

/// <summary>The readers stand on the way of every row: once warm, they allocate nothing.</summary>
public sealed class NoAllocationTests
{
    private static readonly byte[] Twice = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 40).Select(static i => $"'k{i % 20}': [b'x', r'\\d', 'é\\x41\\n', (1, 2), {{3}}, 1_0.5e3, True]")) + "}");

    private readonly LooseJson _loose = new();
    private readonly PythonCalls _python = new();
    private readonly ByteBuffer _to = new();
    private readonly List<CallText> _calls = [];

    [Fact]
    public void A_warm_reader_allocates_nothing()
    {
        ReadAll();
        ReadAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            ReadAll();
        }

        // Less than one object a round: the platform may allocate a little of its own while it recompiles.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100 * 24);
    }

    private void ReadAll()
    {
        _to.Clear();
        _calls.Clear();
        _loose.TryRead(Twice, _to, out _);
        _loose.TryRead("""{"\u0061": [1, 2], "b": {"c": "d"}}"""u8, _to, out _);
        _loose.TryRead("{'broken': [1, 2"u8, _to, out _);
        _loose.TryRead("[refused"u8, _to, out _);
        _python.TryRead("f(a=1, b='x', a=2, 'c')\ng(x=nan)"u8, _to, _calls, out _);
        HtmlText.Write("<p>a &amp; b &#233;</p><pre>c</pre>"u8, _to);
        _ = ThinkText.Of("<think>a</think><answer>b</answer>"u8);
        var values = new JsonSequence("{\"a\":1} [2]"u8);
        while (values.MoveNext())
        {
            _ = values.Length;
        }
    }
}

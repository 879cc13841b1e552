using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Quern.Formats.Yaml;

/// <summary>
/// Reads YAML into nodes with places. Only what recipes and dataset cards need is understood: texts, lists and maps. Anchors, tags and
/// several documents are refused, and nesting is limited: the parser below recurses, and a hostile file could end it.
/// </summary>
internal sealed class YamlText
{
    private const int MaxDepth = 64;

    // Brackets inside of texts are counted too; nothing we read leaves this many of them open, and the parser bears as many.
    private const int MaxOpenBrackets = 1000;

    private readonly IParser _parser;
    private readonly FaultList _faults;
    private readonly string _what;

    private YamlText(IParser parser, FaultList faults, string what)
    {
        _parser = parser;
        _faults = faults;
        _what = what;
    }

    /// <summary>Reads a text; null when it is not YAML at all, and the fault list says why.</summary>
    /// <param name="text">The text.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="what">What the text is, in a word, for the faults.</param>
    public static YamlNode? Read(string text, FaultList faults, string what)
    {
        text = text.TrimStart('\uFEFF');
        if (FirstControl(text) is { } control)
        {
            faults.Add(control.Line, control.Column, $"Here stands a control character (such as NUL), which no {what} holds. Is the file damaged?");
            return null;
        }

        if (TooDeep(text) is { } deep)
        {
            faults.Add(deep.Line, deep.Column, $"Brackets are nested deeper than {MaxDepth} levels.");
            return null;
        }

        try
        {
            var reader = new YamlText(new Parser(new StringReader(text)), faults, what);
            return reader.Document();
        }
        catch (YamlException e)
        {
            faults.Add((int)e.Start.Line, (int)e.Start.Column, $"This is not YAML: {e.Message}");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser gives up on some broken texts in this way, without a place.
            faults.Add(1, 1, "This is not YAML: a bracket, a quote or an indentation does not fit, and the parser cannot say where.");
            return null;
        }
    }

    // The parser takes NUL for the end of the text and would read half a recipe.
    private static (int Line, int Column)? FirstControl(string text)
    {
        var (line, column) = (1, 0);
        foreach (var c in text)
        {
            (line, column) = c == '\n' ? (line + 1, 0) : (line, column + 1);
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u0085'))
            {
                return (line, column);
            }
        }

        return null;
    }

    // Flow brackets are where the parser recurses without a limit; a rough count before it begins is enough.
    private static (int Line, int Column)? TooDeep(string text)
    {
        var (depth, line, column) = (0, 1, 0);
        foreach (var c in text)
        {
            column++;
            switch (c)
            {
                case '\n':
                    (line, column) = (line + 1, 0);
                    break;
                case '[' or '{' when ++depth > MaxOpenBrackets:
                    return (line, column);
                case ']' or '}':
                    depth = Math.Max(0, depth - 1);
                    break;
            }
        }

        return null;
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _faults.Add(1, 1, $"The {_what} is empty.");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var node = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _faults.Add((int)second.Start.Line, (int)second.Start.Column, $"A second document begins here; a {_what} is one.");
        }

        return node;
    }

    private YamlNode? Node(int depth)
    {
        var (line, column) = ((int)_parser.Current!.Start.Line, (int)_parser.Current.Start.Column);
        if (depth > MaxDepth)
        {
            throw new YamlException(_parser.Current.Start, _parser.Current.End, $"nested deeper than {MaxDepth} levels");
        }

        switch (_parser.Current)
        {
            case AnchorAlias:
                _parser.MoveNext();
                _faults.Add(line, column, $"Aliases (*name) are not understood in a {_what}; write the value out.");
                return null;
            case NodeEvent { Tag.IsEmpty: false } tagged:
                _faults.Add(line, column, $"Tags ({tagged.Tag}) are not understood in a {_what}; write the plain value.");
                break;
            case NodeEvent { Anchor.IsEmpty: false }:
                _faults.Add(line, column, $"Anchors (&name) are not understood in a {_what}; write the value out.");
                break;
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return new TextNode(scalar.Value, line, column);
        }

        return _parser.TryConsume<SequenceStart>(out _) ? List(depth, line, column) : Map(depth, line, column);
    }

    private ListNode List(int depth, int line, int column)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (Node(depth + 1) is { } item)
            {
                items.Add(item);
            }
        }

        return new ListNode(items, line, column);
    }

    private MapNode Map(int depth, int line, int column)
    {
        _parser.Consume<MappingStart>();
        var entries = new List<MapEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not TextNode name)
            {
                _faults.Add(key?.Line ?? line, key?.Column ?? column, "A key must be a plain word.");
            }
            else if (!keys.Add(name.Text))
            {
                _faults.Add(name, $"The key '{name.Text}' stands here a second time.");
            }
            else if (value is not null)
            {
                entries.Add(new MapEntry(name, value));
            }
        }

        return new MapNode(entries, line, column);
    }
}

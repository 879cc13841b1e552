using System.Text;
using Quern.Rows;

namespace Quern.Formats.DuckDb;

/// <summary>
/// Parses the text of a type: a name, perhaps parameters in parentheses, perhaps <c>[]</c> or <c>[3]</c> behind it.
/// A type whose parameters are not needed (ENUM, UNION) is passed over as a whole, so that new types do no harm.
/// </summary>
internal sealed class DuckDbTypeText(string text)
{
    private int _at;

    /// <summary>The type that the whole text is.</summary>
    public DuckDbType Whole()
    {
        var type = Type();
        return _at == text.Length ? type : throw Unexpected();
    }

    private DuckDbType Type()
    {
        var type = Named();
        while (Take('['))
        {
            while (!Take(']'))
            {
                Skip();
            }

            type = new DuckDbType("LIST", [new DuckDbField("", type)]);
        }

        return type;
    }

    private DuckDbType Named()
    {
        var start = _at;
        while (_at < text.Length && text[_at] is not ('(' or '[' or ')' or ','))
        {
            Skip();
        }

        var name = text[start.._at].Trim();
        return name switch
        {
            "STRUCT" when Take('(') => Struct(),
            "MAP" when Take('(') => Map(),
            "DECIMAL" when Take('(') => Decimal(),
            _ => Other(name),
        };
    }

    private DuckDbType Struct()
    {
        var fields = new List<DuckDbField>();
        do
        {
            SkipSpace();
            var start = _at;
            var name = text[_at] == '"' ? Quoted('"') : Word();
            if (_at >= text.Length || text[_at] != ' ')
            {
                // Fields without names: such a struct is written as text, like any type that is not known.
                _at = start;
                PassOver();
                return DuckDbType.Simple("ROW");
            }

            fields.Add(new DuckDbField(name, Type()));
        }
        while (Take(','));
        Expect(')');
        return new DuckDbType("STRUCT", fields);
    }

    private DuckDbType Map()
    {
        var key = Type();
        Expect(',');
        var value = Type();
        Expect(')');
        return new DuckDbType("MAP", [new DuckDbField("", key), new DuckDbField("", value)]);
    }

    private DuckDbType Decimal()
    {
        var width = int.Parse(Word());
        PassOver();
        return DuckDbType.Simple("DECIMAL", width);
    }

    private DuckDbType Other(string name)
    {
        if (Take('('))
        {
            PassOver();
        }

        return DuckDbType.Simple(name);
    }

    // Goes behind the parenthesis that closes the open one.
    private void PassOver()
    {
        for (var depth = 1; depth > 0;)
        {
            if (_at < text.Length && text[_at] is '"' or '\'')
            {
                Quoted(text[_at]);
                continue;
            }

            depth += Skip() switch { '(' => 1, ')' => -1, _ => 0 };
        }
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_'))
        {
            _at++;
        }

        return text[start.._at];
    }

    private string Quoted(char mark)
    {
        var name = new StringBuilder();
        Expect(mark);
        while (true)
        {
            var next = Skip();
            if (next == mark && !Take(mark))
            {
                return name.ToString();
            }

            name.Append(next);
        }
    }

    private void SkipSpace()
    {
        while (Take(' '))
        {
            // The blank between two fields.
        }
    }

    private bool Take(char expected)
    {
        if (_at >= text.Length || text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Take(expected))
        {
            throw Unexpected();
        }
    }

    private char Skip() => _at < text.Length ? text[_at++] : throw Unexpected();

    private RunFault Unexpected() => new($"DuckDB describes a column with the type {text}, which was not understood at character {_at + 1}.");
}

using System.Text;
using System.Text.RegularExpressions;
using Quern.Rows;
using Quern.Rows.Json;
using Quern.Steps;

namespace Quern.Fields.Filter;

/// <summary>Keeps the rows whose field is as asked, and drops the others with the first condition that failed.</summary>
internal sealed class FilterStep : RowStep
{
    /// <summary>How long a pattern may look at one text before the row is quarantined.</summary>
    public static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly FilterOptions _options;
    private readonly FieldPath _path;
    private readonly Literal? _equalTo;
    private readonly Literal[]? _in;
    private readonly Regex? _pattern;
    private readonly ByteBuffer _text = new();
    private char[] _chars = [];

    public FilterStep(FilterOptions options)
    {
        _options = options;
        _path = FieldPath.Parse(options.Field);
        _equalTo = options.EqualTo is null ? null : new Literal(options.EqualTo);
        _in = options.In?.Select(static t => new Literal(t)).ToArray();
        _pattern = options.Matches is null ? null : new Regex(options.Matches, RegexOptions.CultureInvariant, MatchLimit);
    }

    public override void Apply(Row row, RowOutput output)
    {
        if (!TryReason(row, output, out var reason))
        {
            return;
        }

        if (reason is not null)
        {
            output.Drop(row, reason);
        }
        else
        {
            output.Keep(row);
        }
    }

    // A pattern that goes astray on one text must neither stop the run nor decide about the row.
    private bool TryReason(Row row, RowOutput output, out string? reason)
    {
        try
        {
            reason = Reason(row.Json);
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            output.Quarantine(row, new RowFault(
                "match-timeout",
                $"The pattern of 'matches' did not decide within {MatchLimit.TotalSeconds:0} s on {_options.Field}; a pattern with nested repetition, such as (a+)+, may never end."));
            reason = null;
            return false;
        }
    }

    private string? Reason(ReadOnlySpan<byte> json)
    {
        if (!_path.TryFind(json, out var value))
        {
            return _options.Exists == false || _options.Missing == MissingField.Keep ? null : "missing-field";
        }

        if (_options.Exists == false)
        {
            return "field-exists";
        }

        return RangeReason(value) ?? ValueReason(value) ?? LengthReason(value) ?? PatternReason(value);
    }

    private string? RangeReason(JsonValue value)
    {
        if (_options.Min is null && _options.Max is null)
        {
            return null;
        }

        if (!value.TryGetDouble(out var number))
        {
            return "wrong-type";
        }

        return number < _options.Min ? "below-min" : number > _options.Max ? "above-max" : null;
    }

    private string? ValueReason(JsonValue value)
    {
        if (_equalTo is not null && !_equalTo.Is(value))
        {
            return "not-equal";
        }

        if (_in is null)
        {
            return null;
        }

        foreach (var literal in _in)
        {
            if (literal.Is(value))
            {
                return null;
            }
        }

        return "not-in";
    }

    private string? LengthReason(JsonValue value)
    {
        if (_options.MinLength is null && _options.MaxLength is null)
        {
            return null;
        }

        if (value.Kind is not (JsonKind.String or JsonKind.Array))
        {
            return "wrong-type";
        }

        var length = value.Kind == JsonKind.String ? value.CharCount() : value.ElementCount();
        return length < _options.MinLength ? "too-short" : length > _options.MaxLength ? "too-long" : null;
    }

    private string? PatternReason(JsonValue value)
    {
        if (_pattern is null)
        {
            return null;
        }

        if (value.Kind != JsonKind.String)
        {
            return "wrong-type";
        }

        _text.Clear();
        value.CopyUnescaped(_text);
        if (_chars.Length < _text.Length)
        {
            _chars = new char[_text.Length * 2];
        }

        var length = Encoding.UTF8.GetChars(_text.Span, _chars);
        return _pattern.IsMatch(_chars.AsSpan(0, length)) ? null : "no-match";
    }
}

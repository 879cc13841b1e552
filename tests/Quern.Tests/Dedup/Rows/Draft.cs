namespace Quern.Tests.Dedup.Rows;

/// <summary>A text in the making: its words, or characters of a script without spaces.</summary>
/// <param name="Units">The words or characters.</param>
/// <param name="Joiner">What stands between them.</param>
internal sealed record Draft(IReadOnlyList<string> Units, string Joiner)
{
    /// <summary>The text.</summary>
    public string Text => string.Join(Joiner, Units);

    /// <summary>The draft with a number of units replaced, left out, put in, or moved.</summary>
    public Draft Changed(Random random, int changes, Func<string> unit)
    {
        var units = Units.ToList();
        for (var i = 0; i < changes; i++)
        {
            var at = random.Next(units.Count + 1);
            switch (random.Next(6))
            {
                case 0:
                    units.Insert(at, unit());
                    break;
                case 1 when at < units.Count && units.Count > 1:
                    units.RemoveAt(at);
                    break;
                case 2 when at + 1 < units.Count:
                    (units[at], units[at + 1]) = (units[at + 1], units[at]);
                    break;
                case 3:
                    units.Add(unit());
                    break;
                default:
                    units[Math.Min(at, units.Count - 1)] = unit();
                    break;
            }
        }

        return this with { Units = units };
    }

    /// <summary>The draft with more behind it.</summary>
    public Draft With(IEnumerable<string> more) => this with { Units = [.. Units, .. more] };
}

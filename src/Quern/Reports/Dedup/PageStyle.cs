namespace Quern.Reports.Dedup;

/// <summary>How the page looks, by day and by night, on screens and on paper.</summary>
internal static class PageStyle
{
    /// <summary>The rules.</summary>
    public const string Css = """

        :root { color-scheme: light dark; --mark: #ffd9a0; --bar: #7a9cc6; --line: #8884; }
        @media (prefers-color-scheme: dark) { :root { --mark: #7a4b00; --bar: #4c6f9e; } }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; overflow-wrap: anywhere; }
        table { border-collapse: collapse; } td, th { padding: .1em .8em; text-align: left; } .n { text-align: right; }
        .bars { width: 100%; } .bars td { white-space: nowrap; } .bars td:last-child { width: 80%; } .bars div { background: var(--bar); height: .9em; min-width: 1px; }
        section { border-top: 1px solid var(--line); margin-top: 2em; } h3 { font-weight: normal; font-size: 1em; }
        i { opacity: .7; } mark { background: var(--mark); color: inherit; text-decoration: underline; }
        mark, .bars div { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5em; } .pair > div { white-space: pre-wrap; unicode-bidi: plaintext; }
        h2, h3 { break-after: avoid; } tr { break-inside: avoid; }

        """;
}

using System.Globalization;
using System.Text;

namespace Quern.Bench;

/// <summary>Rows in the schemas of two datasets that plans are made from, with invented content.</summary>
internal static class PlanRows
{
    private static readonly string[] Asked =
    [
        "Write a short letter to my landlord about the heating.", "What is the difference between a fjord and a bay?", "Summarize this text in three sentences:",
        "Please translate the following into German.", "Can you list all rivers that flow into the Baltic Sea?", "Fix the bug in this function:",
        "How do I remove rust from a bicycle chain?", "Create a table of the first 20 elements with their weights.", "Tell me a story about a mill.",
    ];

    private static readonly string[] Labels
        = ["harassment", "harassment/threatening", "harassment_threatening", "hate", "hate/threatening", "hate_threatening", "self-harm", "self-harm/instructions", "self_harm_instructions",
            "self-harm/intent", "self_harm_intent", "self_harm", "sexual", "sexual/minors", "sexual_minors", "violence", "violence/graphic", "violence_graphic"];

    private static readonly string[] Traits = ["identity_attack", "insult", "obscene", "severe_toxicity", "sexual_explicit", "threat", "toxicity"];

    /// <summary>A conversation with everything that its dataset keeps beside it; about 2.6 KB on average.</summary>
    public static string Conversation(long i, Func<long, int, string> words)
    {
        var text = new StringBuilder();
        // Most have one pair of turns; a few are long, as in the original.
        var pairs = i % 16 == 0 ? 3 : i % 4 == 0 ? 2 : 1;
        text.Append(CultureInfo.InvariantCulture, $$"""{"conversation_hash":"{{i * 2654435761 % 0xFFFFFFFF:x8}}{{i:x24}}","model":"gpt-3.5-turbo-0613","timestamp":"2023-06-11T09:14:02Z","conversation":[""");
        for (var turn = 0; turn < pairs; turn++)
        {
            var asked = Asked[(i + turn) % Asked.Length];
            text.Append(turn == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"content":"{{asked}}\n\n{{words(i + turn, 8 + (int)(i % 32))}}","country":"Poland","hashed_ip":"9b1fe3","header":{"accept-language":"pl-PL,pl;q=0.9","user-agent":"Mozilla/5.0 (X11; Linux x86_64)"},"language":"English","redacted":false,"role":"user","state":"Masovia","timestamp":null,"toxic":false,"turn_identifier":{{104211 + i}}},""");
            text.Append(CultureInfo.InvariantCulture, $$"""{"content":"{{words(i + turn + 7, 24 + (int)(i % 60))}}\n\n\"{{words(i + 3, 8)}}\"","country":null,"hashed_ip":null,"header":null,"language":"English","redacted":false,"role":"assistant","state":null,"timestamp":"2023-06-11T09:14:02Z","toxic":false,"turn_identifier":{{104211 + i}}}""");
        }

        text.Append(CultureInfo.InvariantCulture, $$"""],"turn":{{pairs}},"language":"English","openai_moderation":[{"categories":{""");
        text.AppendJoin(',', Labels.Select(static l => $"\"{l}\":false")).Append("},\"category_scores\":{");
        text.AppendJoin(',', Labels.Select((l, n) => string.Create(CultureInfo.InvariantCulture, $"\"{l}\":0.000{(i + n) % 97}"))).Append("},\"flagged\":false}],\"detoxify_moderation\":[{");
        text.AppendJoin(',', Traits.Select((t, n) => string.Create(CultureInfo.InvariantCulture, $"\"{t}\":0.000{(i + n) % 89}")));
        return text.Append("""}],"toxic":false,"redacted":false,"state":"Masovia","country":"Poland","hashed_ip":"9b1fe3","header":{"accept-language":"pl-PL,pl;q=0.9","user-agent":"Mozilla/5.0 (X11; Linux x86_64)"}}""").Append('\n').ToString();
    }

    /// <summary>A request with tools and calls, both as JSON inside a text; about 1.3 KB.</summary>
    public static string Calls(long i, Func<long, int, string> words)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""{"id":{{i}},"query":"Find {{2 + (i % 40)}} flights to {{words(i, 1).Trim()}} and {{words(i, 14).Trim()}}.","answers":"[""");
        var calls = 1 + (int)(i % 3);
        for (var call = 0; call < calls; call++)
        {
            text.Append(call == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $$$"""{\"name\": \"search_flights_{{{call}}}\", \"arguments\": {\"destination\": \"{{{words(i + call, 2).Trim()}}}\", \"limit\": {{{2 + (i % 40)}}}, \"nonstop\": true}}""");
        }

        text.Append("]\",\"tools\":\"[");
        for (var tool = 0; tool < 3; tool++)
        {
            text.Append(tool == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $$$"""{\"name\": \"search_flights_{{{tool}}}\", \"description\": \"{{{words(i + tool, 16).Trim()}}}\", \"parameters\": {\"destination\": {\"description\": \"{{{words(tool, 6).Trim()}}}\", \"type\": \"str\"}, \"limit\": {\"description\": \"How many.\", \"type\": \"int, optional\", \"default\": \"10\"}} }""");
        }

        return text.Append("]\"}\n").ToString();
    }
}

namespace Quern.Reports.Verify.Texts;

/// <summary>What is known of a text: a number that stands for it, and its words.</summary>
/// <param name="Hash">The same for the same text.</param>
/// <param name="Words">How many words it has.</param>
internal readonly record struct KnownText(ulong Hash, long Words);

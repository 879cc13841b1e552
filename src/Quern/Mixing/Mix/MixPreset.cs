namespace Quern.Mixing.Mix;

/// <summary>A composition that is known by a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shares">Its sources with their shares.</param>
internal sealed record MixPreset(string Name, IReadOnlyList<KeyValuePair<string, double>> Shares)
{
    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<MixPreset> All { get; } =
    [
        new("guard", [new("benign", 60), new("adversarial", 20), new("mutated", 20)]),
        new("plans", [new("conversation", 60), new("function-calling", 15), new("instruction", 20), new("gold", 5)]),
    ];

    /// <summary>The preset of a name; null when there is none.</summary>
    public static MixPreset? Find(string name) => All.FirstOrDefault(p => p.Name == name);
}

namespace ElderAlert.Simulation;

/// <summary>What came of one seed.</summary>
/// <param name="Seed">Which.</param>
/// <param name="Steps">How many things happened one after the other.</param>
/// <param name="Faults">How many faults were injected.</param>
/// <param name="Signals">How many signals devices said.</param>
/// <param name="Alarms">How many incidents they made.</param>
/// <param name="Pages">How many messages and calls the provider took.</param>
/// <param name="Boots">How often the server was started.</param>
/// <param name="Digest">The fingerprint of everything that happened.</param>
/// <param name="Violations">The invariants that were broken; empty when all is well.</param>
internal sealed record Outcome(
    int Seed, long Steps, long Faults, long Signals, long Alarms, long Pages, long Boots, string Digest, IReadOnlyList<string> Violations);

using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Silence;

/// <summary>
/// Which messages of a device show that somebody is up and about. Devices repeat their state in every report, so that for a door, a bed or
/// a radar only the change counts: a radar that goes on seeing a person who lies on the floor is no sign of life.
/// </summary>
public static class SignReader
{
    private static readonly string[] Levels = ["doorOpen", "inBed", "presence"];
    private static readonly string[] Pulses = ["motion", "moving", "vibration"];

    /// <summary>The values whose change counts, as a message leaves them.</summary>
    /// <param name="before">As the message before left them; empty when nothing is known.</param>
    /// <param name="metrics">What the message measured.</param>
    public static IReadOnlyDictionary<string, double> LevelsAfter(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> metrics)
    {
        var changed = Levels.Where(l => metrics.TryGetValue(l, out var value) && (!before.TryGetValue(l, out var old) || old != value)).ToList();
        return changed.Count == 0
            ? before
            : before.Where(l => !changed.Contains(l.Key)).Concat(changed.Select(l => KeyValuePair.Create(l, metrics[l])))
                .ToDictionary(l => l.Key, l => l.Value, StringComparer.Ordinal);
    }

    /// <summary>The sign in a measurement; null where it is none.</summary>
    /// <param name="before">The levels as the message before left them. What was not known before has not changed.</param>
    /// <param name="metrics">What the message measured.</param>
    public static SignOfLife? Of(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> metrics)
    {
        if (metrics.TryGetValue("button", out var pressed) && pressed > 0)
        {
            return SignOfLife.Button;
        }

        if (Changed("doorOpen"))
        {
            return SignOfLife.Door;
        }

        return Changed("inBed") || Changed("presence") || Pulses.Any(p => metrics.TryGetValue(p, out var moved) && moved > 0)
            ? SignOfLife.Motion
            : null;

        bool Changed(string level) => before.TryGetValue(level, out var old) && metrics.TryGetValue(level, out var value) && old != value;
    }

    /// <summary>The sign in a signal: whoever presses a button is there.</summary>
    public static SignOfLife? Of(Signal signal) =>
        signal is { Kind: SignalKind.Sos or SignalKind.Cancel, State: SignalState.Active, Retained: false } ? SignOfLife.Button : null;
}

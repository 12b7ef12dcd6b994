using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Silence;

/// <summary>
/// Which messages of a device show that somebody is up and about. Devices repeat their state in every report, so that for a door, a bed or
/// a radar only the change counts: a radar that goes on seeing a person who lies on the floor is no sign of life.
/// </summary>
public static class SignReader
{
    private static readonly string[] Levels = ["doorOpen", "inBed", "presence"];

    /// <summary>The values whose change counts, as a message leaves them.</summary>
    /// <param name="before">As the message before left them; empty when nothing is known.</param>
    /// <param name="metrics">What the message measured.</param>
    public static IReadOnlyDictionary<string, double> LevelsAfter(
        IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> metrics)
    {
        Dictionary<string, double>? after = null;
        foreach (var level in Levels)
        {
            if (metrics.TryGetValue(level, out var value) && (!before.TryGetValue(level, out var old) || old != value))
            {
                after ??= new Dictionary<string, double>(before, StringComparer.Ordinal);
                after[level] = value;
            }
        }

        return after ?? before;
    }

    /// <summary>The sign in a measurement; null where it is none.</summary>
    /// <param name="before">The levels as the message before left them. What was not known before has not changed.</param>
    /// <param name="metrics">What the message measured.</param>
    public static SignOfLife? Of(IReadOnlyDictionary<string, double> before, IReadOnlyDictionary<string, double> metrics)
    {
        if (Pulsed("button"))
        {
            return SignOfLife.Button;
        }

        if (Changed("doorOpen"))
        {
            return SignOfLife.Door;
        }

        return Changed("inBed") || Changed("presence") || Pulsed("motion") || Pulsed("moving") || Pulsed("vibration")
            ? SignOfLife.Motion
            : null;

        bool Changed(string level) => before.TryGetValue(level, out var old) && metrics.TryGetValue(level, out var value) && old != value;

        bool Pulsed(string metric) => metrics.TryGetValue(metric, out var value) && value > 0;
    }

    /// <summary>The sign in a signal: whoever presses a button is there.</summary>
    public static SignOfLife? Of(Signal signal) =>
        signal is { Kind: SignalKind.Sos or SignalKind.Cancel, State: SignalState.Active, Retained: false } ? SignOfLife.Button : null;
}

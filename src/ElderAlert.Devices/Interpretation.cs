using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices;

/// <summary>What a message says, in our own words.</summary>
/// <param name="Readings">What it says about devices on file. A device that is named here has been heard from.</param>
/// <param name="Problems">What could not be read. A message may have both: an alarm with an absurd field is raised without the field.</param>
public sealed record Interpretation(IReadOnlyList<DeviceReading> Readings, IReadOnlyList<ReadingProblem> Problems)
{
    /// <summary>Nothing worth keeping: the ecosystem's own housekeeping.</summary>
    public static readonly Interpretation Nothing = new([], []);

    internal static Interpretation Of(DeviceReading reading) => new([reading], []);

    internal static Interpretation Refuse(InputProblem problem, string reason, bool routine = false) =>
        new([], [new ReadingProblem(problem, reason, routine)]);
}

/// <summary>What a message says about one device.</summary>
/// <param name="Device">The device it is about, not the gateway that carried it.</param>
public sealed record DeviceReading(Device Device)
{
    /// <summary>What it says; none for a heartbeat.</summary>
    public IReadOnlyList<SignalReading> Signals { get; init; } = [];

    /// <summary>What it measured; null where it measured nothing.</summary>
    public TelemetryReading? Telemetry { get; init; }

    /// <summary>Whether it is now connected; null where the message does not say so in words.</summary>
    public bool? Online { get; init; }

    /// <summary>It has left its gateway's network and will say nothing more.</summary>
    public bool Left { get; init; }
}

/// <summary>A signal, and what kind of statement it is.</summary>
/// <param name="Signal">What is said.</param>
/// <param name="IsLevel">
/// It repeats a condition that the device holds (smoke: true, battery_low: false) in every message, so that only a change is news.
/// False for an event that happened (a press, or a signal of our own schema): each of these counts.
/// </param>
public sealed record SignalReading(Signal Signal, bool IsLevel);

/// <summary>Something that could not be read.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Reason">The same in a sentence, without the message's content beyond names.</param>
/// <param name="Routine">Nothing in the message sounds like danger, so that it need not be told each time.</param>
public sealed record ReadingProblem(InputProblem Problem, string Reason, bool Routine = false);

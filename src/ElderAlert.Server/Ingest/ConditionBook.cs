using System.Collections.Concurrent;
using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Which conditions each device has raised and not cleared, since the start. Devices repeat their whole state with every message; the
/// journal wants the changes.
/// <list type="bullet">
/// <item>Events, and danger to a person, always pass: each repeat joins its incident.</item>
/// <item>A technical condition passes when it is new, and once a day while it lasts; of a low battery the watch reminds.</item>
/// <item>Its end passes when it was raised before, or when nobody knows because the server has been started since and the home has an incident of that kind.</item>
/// </list>
/// It is remembered only after the commit, so that what was not committed passes again when the device repeats it.
/// </summary>
internal sealed class ConditionBook(TimeProvider time)
{
    /// <summary>A condition that lasts is told again after this long.</summary>
    public static readonly TimeSpan Reminder = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<(DeviceId Device, SignalKind Kind), Condition> _conditions = new();

    /// <summary>Whether the signal is news.</summary>
    /// <param name="said">What a device said.</param>
    /// <param name="isBeingWorked">Whether the device's home has an active incident that was fed with a kind; asked only after a restart.</param>
    public bool IsNews(SignalReading said, Func<SignalKind, bool> isBeingWorked)
    {
        if (!said.IsLevel)
        {
            return true;
        }

        var (kind, ends) = ConditionOf(said.Signal);
        var known = _conditions.TryGetValue((said.Signal.Device, kind), out var condition);
        if (ends)
        {
            return known ? condition.IsRaised : isBeingWorked(kind);
        }

        return SignalKinds.LaneOf(kind) is Lane.Life
            || !known || !condition.IsRaised
            || (kind is not SignalKind.BatteryLow && time.GetUtcNow() - condition.ToldAt >= Reminder);
    }

    /// <summary>Remembers a signal that has been committed.</summary>
    public void Remember(Signal signal)
    {
        var (kind, ends) = ConditionOf(signal);
        _conditions[(signal.Device, kind)] = new Condition(!ends, time.GetUtcNow());
    }

    /// <summary>The condition that a signal is about, and whether it says that the condition is over.</summary>
    private static (SignalKind Kind, bool Ends) ConditionOf(Signal signal) => signal.Kind switch
    {
        SignalKind.Online => (SignalKind.Offline, true),
        SignalKind.MainsRestored => (SignalKind.MainsLost, true),
        var kind => (kind, signal.State is SignalState.Clear),
    };

    private readonly record struct Condition(bool IsRaised, DateTimeOffset ToldAt);
}

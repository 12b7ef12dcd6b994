namespace ElderAlert.Domain.Signals;

/// <summary>What is fixed about each kind, whoever sends it.</summary>
public static class SignalKinds
{
    /// <summary>The queue that a kind belongs to. A cancel belongs to the danger that it speaks of.</summary>
    public static Lane LaneOf(SignalKind kind) => kind switch
    {
        SignalKind.Sos or SignalKind.Fall or SignalKind.Smoke or SignalKind.Gas or SignalKind.Co or SignalKind.Leak
            or SignalKind.BedExit or SignalKind.Intrusion or SignalKind.Inactivity or SignalKind.Vitals
            or SignalKind.Wandering or SignalKind.MissedCheckIn or SignalKind.Cancel => Lane.Life,
        SignalKind.Test or SignalKind.BatteryLow or SignalKind.MainsLost or SignalKind.MainsRestored or SignalKind.Tamper
            or SignalKind.Offline or SignalKind.Online or SignalKind.Fault => Lane.Technical,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a signal kind"),
    };

    /// <summary>Whether an active signal of this kind opens an incident when none is open in its lane. The others only join one, or are recorded.</summary>
    public static bool Opens(SignalKind kind) =>
        kind is not (SignalKind.Cancel or SignalKind.MainsRestored or SignalKind.Online);
}

using System.Collections.Immutable;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents;

/// <summary>
/// What a clock that was ahead has left in an incident. Deadlines count from times in its state; where these lie in the future, the
/// deadlines would wait for the clock to get there again. They count from now instead.
/// </summary>
public static class ClockCorrection
{
    /// <summary>A step may be a second late; less than that is no reason to touch an incident.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>Whether the incident knows of something that has not happened yet.</summary>
    public static bool IsAheadOf(this Incident state, DateTimeOffset now)
    {
        var limit = now + Tolerance;
        return state.StepStartedAt > limit
            || state.RoundStartedAt > limit
            || state.ClaimedAt > limit
            || state.ReleasedAt > limit
            || state.ProgressAt > limit
            || state.AcknowledgedAt > limit
            || state.Sounded?.At > limit
            || state.WatchedSince > limit
            || state.FallSuspectedAt > limit
            || state.DispatchedAt > limit
            || state.OnSceneAt > limit
            || state.ResolvedAt > limit
            || state.Notifications.Any(n => n.RequestedAt > limit)
            || state.Assignments.Any(a => a.At > limit);
    }

    /// <summary>The incident with nothing in it later than <paramref name="now"/>.</summary>
    internal static Incident NotAfter(this Incident state, DateTimeOffset now)
    {
        return state with
        {
            StepStartedAt = Cut(state.StepStartedAt),
            RoundStartedAt = Cut(state.RoundStartedAt),
            ClaimedAt = CutAny(state.ClaimedAt),
            ReleasedAt = CutAny(state.ReleasedAt),
            ProgressAt = CutAny(state.ProgressAt),
            AcknowledgedAt = CutAny(state.AcknowledgedAt),
            Sounded = state.Sounded is { } sounded ? sounded with { At = Cut(sounded.At) } : null,
            WatchedSince = CutAny(state.WatchedSince),
            FallSuspectedAt = CutAny(state.FallSuspectedAt),
            DispatchedAt = CutAny(state.DispatchedAt),
            OnSceneAt = CutAny(state.OnSceneAt),
            ResolvedAt = CutAny(state.ResolvedAt),
            Notifications = [.. state.Notifications.Select(CutTimes)],
            Assignments = [.. state.Assignments.Select(a => a with { At = Cut(a.At) })],
        };

        Notification CutTimes(Notification n) => n with
        {
            RequestedAt = Cut(n.RequestedAt),
            SendingAt = CutAny(n.SendingAt),
            DoubtedAt = CutAny(n.DoubtedAt),
            IsSendingAtLost = n.IsSendingAtLost || n.SendingAt > now,
        };

        DateTimeOffset Cut(DateTimeOffset at) => at > now ? now : at;

        DateTimeOffset? CutAny(DateTimeOffset? at) => at > now ? now : at;
    }
}

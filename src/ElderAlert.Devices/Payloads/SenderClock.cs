using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Payloads;

/// <summary>Whether a device's time can be true. One whose clock has never been set stands at 1970, or begins there with each boot.</summary>
internal static class SenderClock
{
    /// <summary>What comes later than this has lost its clock rather than its connection.</summary>
    private static readonly TimeSpan LatestArrival = TimeSpan.FromDays(7);

    /// <summary>The time where it can be true; else null.</summary>
    public static DateTimeOffset? Credible(DateTimeOffset? at, DateTimeOffset receivedAt) =>
        at <= receivedAt + Signal.ClockTolerance && at >= receivedAt - LatestArrival ? at : null;
}

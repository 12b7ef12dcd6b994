using System.Net.Http.Headers;

namespace ElderAlert.Telephony.Twilio;

/// <summary>
/// Twilio's clock, by the Date of its answers. Ours may be put, even unseen while the server is down; what is looked up by Twilio's own time
/// is found where it lies.
/// </summary>
internal sealed class TwilioClock(TimeProvider time)
{
    /// <summary>How far our two clocks, the one that can be put and the one that stands still while the machine sleeps, may part.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private volatile Reading? _last;

    /// <summary>The time there now; null before the first answer, and once our clock was put or the machine slept, until the next.</summary>
    public DateTimeOffset? Now
    {
        get
        {
            if (_last is not { } last)
            {
                return null;
            }

            var elapsed = time.GetElapsedTime(last.Timestamp);
            return (time.GetUtcNow() - last.Here - elapsed).Duration() <= Tolerance ? last.There + elapsed : null;
        }
    }

    /// <summary>Reads the clock of an answer.</summary>
    /// <returns>How far it is ahead of ours; zero where the answer does not say.</returns>
    public TimeSpan Read(HttpResponseHeaders answer)
    {
        if (answer.Date is not { } there)
        {
            return TimeSpan.Zero;
        }

        var here = time.GetUtcNow();
        _last = new Reading(there, here, time.GetTimestamp());
        return there - here;
    }

    private sealed record Reading(DateTimeOffset There, DateTimeOffset Here, long Timestamp);
}

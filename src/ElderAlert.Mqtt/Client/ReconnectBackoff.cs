namespace ElderAlert.Mqtt.Client;

/// <summary>
/// How long to wait before the next attempt to connect: doubling from <paramref name="First"/> to
/// <paramref name="Longest"/>, each time between half and the whole of it, so that devices that lost the same server
/// do not come back together.
/// </summary>
/// <param name="First">Before the first repetition.</param>
/// <param name="Longest">Never more than this.</param>
public sealed record ReconnectBackoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>Half a second to thirty seconds.</summary>
    public static ReconnectBackoff Default { get; } = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));

    /// <summary>The delay after this many failures in a row (0 or more), for a random number between 0 and 1.</summary>
    public TimeSpan DelayAfter(int failures, double random)
    {
        var whole = Math.Min(First.TotalSeconds * Math.Pow(2, Math.Min(failures, 30)), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(whole * (0.5 + (random / 2)));
    }
}

namespace ElderAlert.FirmwareSim.Transport;

/// <summary>Waits longer after each failure, each device a little differently, so that a town does not reconnect in one instant.</summary>
internal sealed class BackOff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private int _failures;

    /// <summary>1, 2, 4 ... 60 s, each between half and all of it.</summary>
    public TimeSpan Next()
    {
        var full = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, _failures)));
        _failures = Math.Min(_failures + 1, 16);
        return full * (0.5 + (random.NextDouble() / 2));
    }

    public void Reset() => _failures = 0;
}

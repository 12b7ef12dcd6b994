namespace ElderAlert.Influx.Sending;

/// <summary>Waits that double up to a limit, each shortened by up to a quarter at random so that many senders do not return at once.</summary>
internal sealed class Backoff
{
    /// <summary>Longest wait a server may ask for.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(15);

    private readonly TimeSpan _first;
    private readonly TimeSpan _longest;
    private TimeSpan _next;

    public Backoff(TimeSpan first, TimeSpan longest)
    {
        _first = first;
        _longest = longest;
        _next = first;
    }

    public void Reset() => _next = _first;

    /// <summary>How long to wait now. What the server asked for (<c>Retry-After</c>) is kept to, up to <see cref="LongestRequest"/>.</summary>
    public TimeSpan Next(TimeSpan? requested)
    {
        var own = _next * (1 - (Random.Shared.NextDouble() / 4));
        _next = _next * 2 < _longest ? _next * 2 : _longest;
        if (requested is not { } asked)
        {
            return own;
        }

        asked = asked < LongestRequest ? asked : LongestRequest;
        return asked > own ? asked : own;
    }
}

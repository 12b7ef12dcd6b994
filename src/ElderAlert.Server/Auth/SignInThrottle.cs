using System.Net;
using System.Net.Sockets;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Auth;

/// <summary>
/// Makes guessing slow: failures are counted for a user from one address, and for the address whatever the user. After a few, sign-ins
/// wait, twice as long each time. The user alone is never locked: otherwise a stranger could keep an operator from the console.
/// </summary>
internal sealed class SignInThrottle(AuthOptions options, TimeProvider time)
{
    /// <summary>Beyond this many counted keys the stalest are forgotten, so that a flood of made-up users cannot fill the memory.</summary>
    private const int MostKeys = 20_000;

    private readonly Lock _gate = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<Key, Failures> _failures = [];

    /// <summary>Time since the start: nobody waits longer because the clock was put back.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>How long the caller still has to wait; null when they may try.</summary>
    public TimeSpan? Wait(string user, IPAddress? address)
    {
        var now = Now;
        lock (_gate)
        {
            var until = Keys(user, address).Max(k => _failures.TryGetValue(k.Key, out var f) ? f.HeldUntil : TimeSpan.MinValue);
            return until > now ? until - now : null;
        }
    }

    /// <summary>Counts a wrong password.</summary>
    public void Failed(string user, IPAddress? address)
    {
        var now = Now;
        lock (_gate)
        {
            ForgetStale(now);
            foreach (var (key, allowed) in Keys(user, address))
            {
                var count = _failures.TryGetValue(key, out var before) && !IsStale(before, now) ? before.Count + 1 : 1;
                _failures[key] = new Failures(count, now, count < allowed ? now : now + BackOff(count - allowed));
            }
        }
    }

    /// <summary>Forgets the failures of the user at this address; those of the address stay.</summary>
    public void Succeeded(string user, IPAddress? address)
    {
        lock (_gate)
        {
            _failures.Remove(Keys(user, address)[0].Key);
        }
    }

    private TimeSpan BackOff(int beyond) =>
        TimeSpan.FromSeconds(Math.Min(options.LongestBackOffSeconds, options.BackOffSeconds * Math.Pow(2, beyond)));

    private bool IsStale(Failures failures, TimeSpan now) => now - failures.Last > TimeSpan.FromSeconds(2d * options.LongestBackOffSeconds);

    private void ForgetStale(TimeSpan now)
    {
        if (_failures.Count < MostKeys)
        {
            return;
        }

        foreach (var key in _failures.Where(f => IsStale(f.Value, now)).Select(f => f.Key).ToList())
        {
            _failures.Remove(key);
        }

        foreach (var key in _failures.OrderBy(f => f.Value.Last).Take(_failures.Count - (MostKeys / 2)).Select(f => f.Key).ToList())
        {
            _failures.Remove(key);
        }
    }

    private (Key Key, int Allowed)[] Keys(string user, IPAddress? address)
    {
        var source = SourceOf(address);
        return [(new Key(user, source), options.FailuresBeforeBackOff), (new Key("", source), options.AddressFailuresBeforeBackOff)];
    }

    /// <summary>An IPv6 customer owns a whole /64, so it counts as one address.</summary>
    private static string SourceOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };

    private readonly record struct Key(string User, string Source);

    private readonly record struct Failures(int Count, TimeSpan Last, TimeSpan HeldUntil);
}

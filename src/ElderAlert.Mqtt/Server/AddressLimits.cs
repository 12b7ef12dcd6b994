using System.Net;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// What one address may cost: connections at a time, and guesses at credentials. Loopback is not limited in number: a
/// balancer, a bridge or a test speaks for many from there.
/// </summary>
internal sealed class AddressLimits(MqttServerOptions options, TimeProvider time)
{
    private const int FreeFailures = 5;
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_forgetAfter = TimeSpan.FromMinutes(5);

    private readonly Lock _sync = new();
    private readonly Dictionary<IPAddress, int> _connections = [];
    private readonly Dictionary<IPAddress, (int Count, long Last)> _failures = [];

    /// <summary>Counts a new connection in. False: its address has too many already.</summary>
    public bool TryEnter(EndPoint? remote)
    {
        if (Limited(remote) is not { } address)
        {
            return true;
        }

        lock (_sync)
        {
            var count = _connections.GetValueOrDefault(address);
            if (count >= options.MaximumConnectionsPerAddress)
            {
                return false;
            }

            _connections[address] = count + 1;
            return true;
        }
    }

    public void Leave(EndPoint? remote)
    {
        if (Limited(remote) is not { } address)
        {
            return;
        }

        lock (_sync)
        {
            if (_connections.TryGetValue(address, out var count) && count > 1)
            {
                _connections[address] = count - 1;
            }
            else
            {
                _connections.Remove(address);
            }
        }
    }

    /// <summary>
    /// Counts a refused sign-in; returns how long to hold back the answer. Only refusals are held back: devices with
    /// the right key that share the address with a guesser are not.
    /// </summary>
    public TimeSpan DelayAfterFailure(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
        {
            return TimeSpan.Zero;
        }

        lock (_sync)
        {
            var count = _failures.TryGetValue(address, out var former) && time.GetElapsedTime(former.Last) < s_forgetAfter ? former.Count + 1 : 1;
            _failures[address] = (count, time.GetTimestamp());
            var delay = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(count - FreeFailures, 20)));
            return count <= FreeFailures ? TimeSpan.Zero : delay < s_longestDelay ? delay : s_longestDelay;
        }
    }

    /// <summary>Forgets addresses that have been quiet.</summary>
    public void Sweep()
    {
        lock (_sync)
        {
            foreach (var (address, (_, last)) in _failures)
            {
                if (time.GetElapsedTime(last) >= s_forgetAfter)
                {
                    _failures.Remove(address);
                }
            }
        }
    }

    private IPAddress? Limited(EndPoint? remote) =>
        options.MaximumConnectionsPerAddress > 0 && remote is IPEndPoint { Address: var address } && !IPAddress.IsLoopback(address)
            ? address
            : null;
}

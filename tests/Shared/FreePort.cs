using System.Net;
using System.Net.Sockets;

namespace ElderAlert.Tests.Shared;

/// <summary>
/// Loopback ports for servers that tests start. They lie below those that the system gives to outgoing connections: such a one could take the
/// port between the look and the server's start, or while a killed server is away.
/// </summary>
internal static class FreePort
{
    private const int First = 12_000;
    private const int Count = 20_000;

    private static int next = Random.Shared.Next(Count);

    /// <summary>A port that nobody listens on, and that this process has not given before.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % Count);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody is there; the next one.
            }
        }
    }
}

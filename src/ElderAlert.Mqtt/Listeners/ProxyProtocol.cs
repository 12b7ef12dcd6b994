using System.Net;
using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>PROXY protocol, version 2: a load balancer in front says whom it speaks for.</summary>
public static class ProxyProtocol
{
    private static readonly TimeSpan s_headerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Expects the header on each connection of this endpoint, before TLS and MQTT, and takes the client's address from
    /// it. Only for endpoints that nobody but the load balancer can reach: <paramref name="trusted"/> names its
    /// networks, connections from elsewhere are closed, as are those whose header is missing or broken.
    /// </summary>
    public static ListenOptions UseProxyProtocol(this ListenOptions listenOptions, params IPNetwork[] trusted)
    {
        var services = listenOptions.ApplicationServices;
        var time = services.GetRequiredService<TimeProvider>();
        var logger = services.GetRequiredService<ILogger<MqttServer>>();
        listenOptions.Use(next => async connection =>
        {
            if (connection.RemoteEndPoint is not IPEndPoint { Address: var address } || !IsTrusted(address, trusted))
            {
                Log.ProxyRefused(logger, connection.ConnectionId, $"{connection.RemoteEndPoint}", "not a trusted network");
                return;
            }

            using var timeout = new CancellationTokenSource(s_headerTimeout, time);
            try
            {
                connection.RemoteEndPoint = await ReadAsync(connection, timeout.Token) ?? connection.RemoteEndPoint;
            }
            catch (Exception exception) when (exception is InvalidDataException or OperationCanceledException or IOException)
            {
                Log.ProxyRefused(logger, connection.ConnectionId, $"{connection.RemoteEndPoint}", exception.Message);
                return;
            }

            await next(connection);
        });
        return listenOptions;
    }

    private static bool IsTrusted(IPAddress address, IPNetwork[] trusted)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(trusted, network => network.Contains(plain));
    }

    private static async ValueTask<IPEndPoint?> ReadAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var consumed = result.Buffer.Start;
            try
            {
                if (ProxyHeader.TryRead(result.Buffer, out var length, out var source))
                {
                    consumed = result.Buffer.GetPosition(length);
                    return source;
                }
            }
            finally
            {
                input.AdvanceTo(consumed, consumed.Equals(result.Buffer.Start) ? result.Buffer.End : consumed);
            }

            if (result.IsCompleted)
            {
                throw new InvalidDataException("The connection ended before its PROXY header");
            }
        }
    }
}

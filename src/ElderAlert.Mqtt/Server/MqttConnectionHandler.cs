using ElderAlert.Mqtt.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>Where Kestrel hands over an accepted connection.</summary>
internal sealed class MqttConnectionHandler(MqttServer server) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = connection.RemoteEndPoint;
        if (!server.Addresses.TryEnter(address))
        {
            const string Detail = "Too many connections from this address";
            Log.ConnectionRefused(server.Logger, connection.ConnectionId, $"{address}", $"{ReasonCode.QuotaExceeded}", Detail);
            await server.Observe(connection.ConnectionId, observer => observer.ConnectionRefusedAsync(
                new RefusedConnection(address, ClientId: null, UserName: null, ReasonCode.QuotaExceeded, Detail)));
            return;
        }

        try
        {
            await new MqttConnection(server, connection).RunAsync();
        }
        catch (Exception exception)
        {
            Log.ConnectionFailed(server.Logger, exception, connection.ConnectionId);
        }
        finally
        {
            server.Addresses.Leave(address);
        }
    }
}

using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>Where Kestrel hands over an accepted connection.</summary>
internal sealed class MqttConnectionHandler(MqttServer server) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        try
        {
            await new MqttConnection(server, connection).RunAsync();
        }
        catch (Exception exception)
        {
            Log.ConnectionFailed(server.Logger, exception, connection.ConnectionId);
        }
    }
}

using System.Net.WebSockets;
using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>MQTT over WebSocket on the HTTP port (6).</summary>
public static class MqttWebSocketEndpoint
{
    private const string SubProtocol = "mqtt";

    /// <summary>
    /// Maps the endpoint, by custom at <c>/mqtt</c>. The host calls <c>UseWebSockets</c>. Requests that are no WebSocket
    /// or do not offer the subprotocol <c>mqtt</c> [MQTT-6.0.0-3] get 400.
    /// </summary>
    public static IEndpointConventionBuilder MapMqtt(this IEndpointRouteBuilder endpoints, string pattern = "/mqtt") =>
        endpoints.Map(pattern, AcceptAsync);

    private static async Task AcceptAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !http.WebSockets.WebSocketRequestedProtocols.Contains(SubProtocol))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsync("A WebSocket with the subprotocol mqtt is expected here");
            return;
        }

        // Keep-alive is MQTT's own business.
        using var webSocket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { SubProtocol = SubProtocol, KeepAliveInterval = TimeSpan.Zero });
        await using var connection = new WebSocketConnection(http, webSocket);
        await http.RequestServices.GetRequiredService<MqttConnectionHandler>().OnConnectedAsync(connection);
        if (webSocket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await CloseAsync(webSocket, http);
        }
    }

    private static async Task CloseAsync(WebSocket webSocket, HttpContext http)
    {
        try
        {
            await webSocket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The peer left without the courtesy of a close handshake.
            webSocket.Abort();
        }
    }
}

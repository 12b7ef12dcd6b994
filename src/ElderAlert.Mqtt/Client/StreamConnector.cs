using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using ElderAlert.Mqtt.Listeners;

namespace ElderAlert.Mqtt.Client;

/// <summary>Opens the byte stream that a client's options describe.</summary>
internal static class StreamConnector
{
    public static async ValueTask<Stream> OpenAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        if (options.OpenStream is { } open)
        {
            return await open(cancellationToken);
        }

        if (options.WebSocket is { } address)
        {
            return await OpenWebSocketAsync(address, options.Tls, cancellationToken);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            return options.Tls is { } tls ? await SecureAsync(stream, tls, options.Host, cancellationToken) : stream;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> OpenWebSocketAsync(
        Uri address, SslClientAuthenticationOptions? tls, CancellationToken cancellationToken)
    {
        var webSocket = new ClientWebSocket();
        webSocket.Options.AddSubProtocol("mqtt");
        webSocket.Options.RemoteCertificateValidationCallback = tls?.RemoteCertificateValidationCallback;
        try
        {
            await webSocket.ConnectAsync(address, cancellationToken);
            return new WebSocketByteStream(webSocket);
        }
        catch (WebSocketException exception)
        {
            webSocket.Dispose();
            throw new IOException($"No WebSocket at {address}", exception);
        }
    }

    private static async Task<Stream> SecureAsync(
        Stream stream, SslClientAuthenticationOptions tls, string host, CancellationToken cancellationToken)
    {
        tls.TargetHost = string.IsNullOrEmpty(tls.TargetHost) ? host : tls.TargetHost;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(tls, cancellationToken);
        return secure;
    }
}

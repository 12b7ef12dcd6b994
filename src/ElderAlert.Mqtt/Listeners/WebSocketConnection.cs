using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>Lets the server treat a WebSocket like any other accepted connection.</summary>
internal sealed class WebSocketConnection : ConnectionContext
{
    private readonly HttpContext _http;
    private readonly WebSocket _webSocket;

    public WebSocketConnection(HttpContext http, WebSocket webSocket)
    {
        (_http, _webSocket) = (http, webSocket);
        var stream = new WebSocketByteStream(webSocket);
        Transport = new DuplexPipe(
            PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true)),
            PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
        ConnectionId = http.TraceIdentifier;
        ConnectionClosed = http.RequestAborted;
        RemoteEndPoint = http.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, http.Connection.RemotePort) : null;
    }

    public override string ConnectionId { get; set; }

    /// <summary>Those of the HTTP request: TLS and its client certificate among them.</summary>
    public override IFeatureCollection Features => _http.Features;

    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    public override IDuplexPipe Transport { get; set; }

    public override void Abort(ConnectionAbortedException abortReason) => _webSocket.Abort();

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

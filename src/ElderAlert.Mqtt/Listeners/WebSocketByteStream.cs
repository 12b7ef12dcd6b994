using System.Net.WebSockets;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>
/// MQTT bytes in binary WebSocket messages (6): packets may be cut and joined across messages at will [MQTT-6.0.0-2].
/// </summary>
internal sealed class WebSocketByteStream(WebSocket webSocket) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            while (true)
            {
                var result = await webSocket.ReceiveAsync(buffer, cancellationToken);
                switch (result)
                {
                    case { MessageType: WebSocketMessageType.Close }:
                        return 0;
                    case { MessageType: WebSocketMessageType.Text }:
                        throw new IOException("MQTT is sent in binary messages only [MQTT-6.0.0-1]");
                    case { Count: > 0 }:
                        return result.Count;
                    default:
                        break;
                }

                if (buffer.IsEmpty)
                {
                    return 0;
                }
            }
        }
        catch (WebSocketException exception)
        {
            throw new IOException("The WebSocket broke", exception);
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await webSocket.SendAsync(buffer, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (WebSocketException exception)
        {
            throw new IOException("The WebSocket broke", exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Use ReadAsync");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Use WriteAsync");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            webSocket.Dispose();
        }

        base.Dispose(disposing);
    }
}

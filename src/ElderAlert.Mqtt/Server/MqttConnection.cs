using System.Buffers;
using System.IO.Pipelines;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;
using Microsoft.AspNetCore.Connections;

namespace ElderAlert.Mqtt.Server;

/// <summary>One network connection from accept to close: framing, deadlines, and the order of its end.</summary>
internal sealed class MqttConnection
{
    private readonly MqttServer _server;
    private readonly PipeReader _input;
    private DisconnectCause? _cause;
    private ConnectedClient? _client;
    private long _lastReceived;
    private long _blockedSince;
    private long _flushes;
    private TimeSpan _receiveTimeout;

    public MqttConnection(MqttServer server, ConnectionContext context)
    {
        _server = server;
        Context = context;
        _input = context.Transport.Input;
        Output = new PacketOutput(context.Transport.Output);
        _receiveTimeout = server.Options.ConnectTimeout;
        _lastReceived = server.Time.GetTimestamp();
        _blockedSince = _lastReceived;
    }

    public ConnectionContext Context { get; }

    public PacketOutput Output { get; }

    public async Task RunAsync()
    {
        _server.Deadlines.Add(this);
        try
        {
            if (await ConnectAsync())
            {
                await ReceiveAsync();
            }
        }
        catch (MqttProtocolException exception)
        {
            Close(exception.ReasonCode, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            Close(ReasonCode.UnspecifiedError, "The network connection broke");
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Ends the connection for a reason of the server. The first reason counts. Callable from any thread.</summary>
    public void Close(ReasonCode reasonCode, string detail)
    {
        if (Interlocked.CompareExchange(ref _cause, new DisconnectCause(reasonCode, detail, ByClient: false), null) is not null)
        {
            return;
        }

        if (_client is { Connection.Version: MqttProtocolVersion.V500 })
        {
            Output.Write(new DisconnectPacket(reasonCode));
        }

        Stop();
    }

    /// <summary>The client sent DISCONNECT: nothing more is sent to it [MQTT-3.14.4-1].</summary>
    public void CloseByClient(ReasonCode reasonCode, string detail)
    {
        if (Interlocked.CompareExchange(ref _cause, new DisconnectCause(reasonCode, detail, ByClient: true), null) is null)
        {
            Stop();
        }
    }

    /// <summary>Closes the connection when nothing came for too long, or when its peer does not read.</summary>
    public void CheckDeadlines(long now)
    {
        if (Output.Flushes is var flushes && (flushes != _flushes || !Output.IsBlocked))
        {
            // One who reads what is sent may be met in the middle of it at every look.
            (_blockedSince, _flushes) = (now, flushes);
        }
        else if (_server.Time.GetElapsedTime(_blockedSince, now) > _server.Options.SlowReaderTimeout)
        {
            Close(ReasonCode.QuotaExceeded, "The client does not read what is sent to it");
            Context.Abort(new ConnectionAbortedException("The client does not read what is sent to it"));
        }

        if (_client is { CanReceive: false })
        {
            // Over capacity the socket is not read: silence that we cause is not held against the client.
            Volatile.Write(ref _lastReceived, now);
        }

        // Read once: a CONNECT that is answered meanwhile ends the wait for it, and no silence has begun.
        var timeout = _receiveTimeout;
        if (timeout > TimeSpan.Zero && _server.Time.GetElapsedTime(Volatile.Read(ref _lastReceived), now) > timeout)
        {
            Close(ReasonCode.KeepAliveTimeout, _client is null ? "No CONNECT in time" : "Nothing received in one and a half keep-alive intervals [MQTT-3.1.2-22]");
            if (Output.IsBlocked)
            {
                Context.Abort(new ConnectionAbortedException("The client is gone"));
            }
        }
    }

    private bool IsClosing => Volatile.Read(ref _cause) is not null;

    private void Stop()
    {
        Output.Close();
        _client?.Wake();
        _input.CancelPendingRead();
    }

    /// <summary>Reads CONNECT and answers it. False: refused or gone.</summary>
    private async ValueTask<bool> ConnectAsync()
    {
        var connect = await ConnectHandshake.ReadAsync(_server, this, _input);
        if (connect is null)
        {
            return false;
        }

        var keepAlive = ConnectHandshake.KeepAliveOf(_server, connect);
        _receiveTimeout = TimeSpan.Zero;
        var client = await ConnectHandshake.AdmitAsync(_server, this, connect, keepAlive);
        if (client is null)
        {
            return false;
        }

        Volatile.Write(ref _lastReceived, _server.Time.GetTimestamp());
        _receiveTimeout = TimeSpan.FromSeconds(keepAlive * 1.5);
        return true;
    }

    /// <summary>Makes the connection that of a client, so that ending it ends the client.</summary>
    public void Attach(ConnectedClient client) => _client = client;

    private async Task ReceiveAsync()
    {
        var client = _client!;
        while (!IsClosing)
        {
            var result = await _input.ReadAsync();
            var buffer = result.Buffer;
            Volatile.Write(ref _lastReceived, _server.Time.GetTimestamp());
            var examined = buffer.End;
            try
            {
                while (!IsClosing && TryReadPacket(ref buffer, client, out var answered))
                {
                    if (!answered.IsCompletedSuccessfully)
                    {
                        await answered;
                    }

                    if (!client.CanReceive)
                    {
                        examined = buffer.Start;
                        break;
                    }
                }
            }
            finally
            {
                _input.AdvanceTo(buffer.Start, examined);
            }

            Output.Flush();
            await WaitUntilReadableAsync(client);
            if (result.IsCompleted && (buffer.IsEmpty || examined.Equals(buffer.End)))
            {
                return;
            }
        }
    }

    private bool TryReadPacket(ref ReadOnlySequence<byte> buffer, ConnectedClient client, out ValueTask answered)
    {
        answered = default;
        if (!PacketFraming.TryRead(ref buffer, _server.Options.MaximumPacketSize, client.Connection.Version, out var header, out var body))
        {
            return false;
        }

        if (body.IsSingleSegment)
        {
            answered = client.ReceiveAsync(header, body.FirstSpan);
            return true;
        }

        var length = (int)body.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(joined);
            answered = client.ReceiveAsync(header, joined.AsSpan(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    private async ValueTask WaitUntilReadableAsync(ConnectedClient client)
    {
        await Output.WaitUntilUnblockedAsync();
        while (!client.CanReceive && !IsClosing)
        {
            await client.WaitUntilCanReceiveAsync();
        }
    }

    private async Task EndAsync()
    {
        _server.Deadlines.Remove(this);
        if (_client is { } client)
        {
            // Messages already read are finished, and acknowledged if the client only stopped sending.
            await client.WhenPublishesDoneAsync();
            Close(ReasonCode.UnspecifiedError, "The client closed the network connection");
            await _server.EndAsync(client, _cause!);
        }

        Output.Close();
        await _input.CompleteAsync();
        if (Output.IsBlocked)
        {
            Context.Abort(new ConnectionAbortedException("The client does not read what is sent to it"));
        }
        else
        {
            _server.Deadlines.CutLater(Context);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ElderAlert.Tests.Shared;

/// <summary>A message that the hub sent: Snapshot or Entry, with its arguments as they came.</summary>
/// <param name="Target">Which of the two.</param>
/// <param name="Arguments">See contract.ts.</param>
/// <param name="ReceivedAt">The <see cref="Stopwatch"/>'s timestamp when it had been received and read; it may lie here for a while.</param>
public sealed record HubMessage(string Target, IReadOnlyList<JsonElement> Arguments, long ReceivedAt)
{
    /// <summary>The journal position, which both messages have as their second argument.</summary>
    public long Position => Arguments[1].GetInt64();

    /// <summary>Of an entry: the event's name.</summary>
    public string EventType => Arguments[3].GetProperty("type").GetString()!;
}

/// <summary>A call of a hub method that the server answered with an error.</summary>
public sealed class HubCallException(string message) : Exception(message);

/// <summary>
/// A console without a browser: SignalR's JSON protocol over a bare WebSocket (dotnet/aspnetcore, docs/specs/HubProtocol.md), skipping the
/// negotiation. Messages are kept in the order in which they came.
/// </summary>
public sealed class HubClient : IAsyncDisposable
{
    private const byte EndOfRecord = 0x1e;
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Close = 7;

    private readonly ClientWebSocket _socket = new();
    private readonly Channel<HubMessage> _messages = Channel.CreateUnbounded<HubMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;
    private int _lastCall;

    private HubClient()
    {
    }

    /// <summary>What the hub has sent and nobody has read yet; ends when the connection does.</summary>
    public ChannelReader<HubMessage> Messages => _messages.Reader;

    /// <summary>Completes when the connection has ended.</summary>
    public Task Ended => _reading;

    /// <summary>Connects as whoever the cookies sign in.</summary>
    /// <param name="server">The server's HTTP address.</param>
    /// <param name="cookie">The value of a Cookie header.</param>
    /// <param name="origin">The page's origin, where a browser is played.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<HubClient> ConnectAsync(Uri server, string cookie, string? origin = null, CancellationToken cancellation = default)
    {
        var client = new HubClient();
        client._socket.Options.SetRequestHeader("Cookie", cookie);
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/hubs/dispatch" }.Uri;
        try
        {
            await client._socket.ConnectAsync(address, cancellation);
            await client.SendAsync("""{"protocol":"json","version":1}""");
        }
        catch
        {
            client._socket.Dispose();
            throw;
        }

        client._reading = client.ReadAsync();
        return client;
    }

    /// <summary>Asks for the gap or a snapshot, and for everything from then on.</summary>
    public Task ResumeAsync(string centre, long afterPosition) => CallAsync("Resume", centre, afterPosition);

    /// <summary>Carries out an action; the answer has <c>ok</c> or <c>problem</c>.</summary>
    public Task<JsonElement> ExecuteAsync(string incident, string action, object? body = null) => CallAsync("Execute", incident, action, body);

    /// <summary>Says that somebody sits there; answers the server's time.</summary>
    public async Task<DateTimeOffset> PingAsync() => (await CallAsync("Ping")).GetDateTimeOffset();

    /// <summary>Calls a hub method and returns its answer.</summary>
    /// <exception cref="HubCallException">The server answered with an error.</exception>
    public async Task<JsonElement> CallAsync(string method, params object?[] arguments)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);
        var answer = _calls[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync(JsonSerializer.Serialize(new { type = Invocation, invocationId = id, target = method, arguments }, JsonSerializerOptions.Web));
        var first = await Task.WhenAny(answer.Task, _reading);
        return first == answer.Task ? await answer.Task : throw new HubCallException($"the connection ended before {method} was answered");
    }

    /// <summary>The next message.</summary>
    public async Task<HubMessage> NextAsync(CancellationToken cancellation = default) => await Messages.ReadAsync(cancellation);

    /// <summary>Reads on to the first message that fits, and returns it.</summary>
    public async Task<HubMessage> UntilAsync(Func<HubMessage, bool> fits, CancellationToken cancellation = default)
    {
        while (true)
        {
            var message = await Messages.ReadAsync(cancellation);
            if (fits(message))
            {
                return message;
            }
        }
    }

    /// <summary>Reads on to the first entry with an event of that name.</summary>
    public Task<HubMessage> UntilEventAsync(string type, CancellationToken cancellation = default) =>
        UntilAsync(m => m.Target == "Entry" && m.EventType == type, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync(string record)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(record) + 1];
        Encoding.UTF8.GetBytes(record, bytes);
        bytes[^1] = EndOfRecord;
        await _sending.WaitAsync(_stop.Token);
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, _stop.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ReadAsync()
    {
        Exception? end = null;
        try
        {
            var buffer = new byte[64 * 1024];
            var held = new MemoryStream();
            while (await _socket.ReceiveAsync(buffer.AsMemory(), _stop.Token) is { MessageType: not WebSocketMessageType.Close } received)
            {
                held.Write(buffer.AsSpan(0, received.Count));
                held = TakeRecords(held);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException or HubCallException)
        {
            end = error;
        }

        _messages.Writer.TryComplete(end);
    }

    /// <summary>Handles every whole record and returns what is left over.</summary>
    private MemoryStream TakeRecords(MemoryStream held)
    {
        var bytes = held.GetBuffer().AsMemory(0, (int)held.Length);
        for (var end = bytes.Span.IndexOf(EndOfRecord); end >= 0; end = bytes.Span.IndexOf(EndOfRecord))
        {
            using var record = JsonDocument.Parse(bytes[..end]);
            Handle(record.RootElement.Clone());
            bytes = bytes[(end + 1)..];
        }

        var rest = new MemoryStream();
        rest.Write(bytes.Span);
        return rest;
    }

    private void Handle(JsonElement record)
    {
        if (!record.TryGetProperty("type", out var type))
        {
            // The answer to the handshake has no type: empty, or an error.
            if (record.TryGetProperty("error", out var refused))
            {
                throw new HubCallException(refused.GetString()!);
            }

            return;
        }

        switch (type.GetInt32())
        {
            case Invocation:
                _messages.Writer.TryWrite(new HubMessage(record.GetProperty("target").GetString()!, [.. record.GetProperty("arguments").EnumerateArray()], Stopwatch.GetTimestamp()));
                break;
            case Completion:
                Complete(record);
                break;
            case Close:
                throw new HubCallException(record.TryGetProperty("error", out var error) ? error.GetString()! : "closed by the server");
            case Ping:
                break;
            default:
                throw new HubCallException($"message type {type} is not expected");
        }
    }

    private void Complete(JsonElement record)
    {
        if (!_calls.TryRemove(record.GetProperty("invocationId").GetString()!, out var call))
        {
            return;
        }

        if (record.TryGetProperty("error", out var error))
        {
            call.TrySetException(new HubCallException(error.GetString()!));
        }
        else
        {
            call.TrySetResult(record.TryGetProperty("result", out var result) ? result : default);
        }
    }
}

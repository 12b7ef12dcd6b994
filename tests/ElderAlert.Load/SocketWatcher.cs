using System.Diagnostics;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ElderAlert.Load;

/// <summary>A bare WebSocket on which a peer pushes each signal as JSON with an <c>id</c>, as peers/node-red.json does.</summary>
internal sealed class SocketWatcher : IWatcher
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<SocketWatcher> ConnectAsync(Uri address)
    {
        var watcher = new SocketWatcher();
        await watcher._socket.ConnectAsync(address, CancellationToken.None);
        return watcher;
    }

    public async IAsyncEnumerable<Sighting> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var buffer = new byte[64 * 1024];
        while (await NextAsync(buffer, stop) is { } count)
        {
            using var message = JsonDocument.Parse(buffer.AsMemory(0, count));
            yield return new Sighting(message.RootElement.GetProperty("id").GetString()!, Stopwatch.GetTimestamp());
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The length of the next message; null when the measurement is over.</summary>
    private async Task<int?> NextAsync(byte[] buffer, CancellationToken stop)
    {
        var next = _socket.ReceiveAsync(buffer, stop);
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return next.IsCanceled ? null : (await next).Count;
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>Passes bytes between devices and a broker, and on demand lets nothing come back: published, but not acknowledged.</summary>
internal sealed class WithholdingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly int _brokerPort;
    private readonly Task _accepting;

    public WithholdingProxy(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public bool WithholdsAnswers { get; set; }

    public void DropAll()
    {
        while (_connections.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        DropAll();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var device = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(device);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient device)
    {
        using var broker = new TcpClient();
        using (device)
        {
            try
            {
                await broker.ConnectAsync(IPAddress.Loopback, _brokerPort);
                _connections.Add(device);
                _connections.Add(broker);
                await Task.WhenAny(
                    PumpAsync(device.GetStream(), broker.GetStream(), () => false),
                    PumpAsync(broker.GetStream(), device.GetStream(), () => WithholdsAnswers));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The broker is down: the device sees its connection close.
            }
        }
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Func<bool> withholds)
    {
        var buffer = new byte[4096];
        try
        {
            for (var read = await from.ReadAsync(buffer); read > 0; read = await from.ReadAsync(buffer))
            {
                if (!withholds())
                {
                    await to.WriteAsync(buffer.AsMemory(0, read));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // One side is gone, which ends the other too.
        }
    }
}

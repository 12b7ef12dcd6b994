using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// One clock for all connections: a timer for each would cost memory that an idle device does not need. Deadlines are
/// kept to within half a second.
/// </summary>
internal sealed class ConnectionDeadlines(MqttServer server)
{
    private static readonly TimeSpan s_period = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<MqttConnection, byte> _connections = new();

    private readonly ConcurrentQueue<(long Due, ConnectionContext Context)> _closing = [];

    public int Count => _connections.Count;

    public void Add(MqttConnection connection) => _connections.TryAdd(connection, 0);

    public void Remove(MqttConnection connection) => _connections.TryRemove(connection, out _);

    /// <summary>
    /// Cuts a connection that is over if its last bytes are not taken in time: a peer that does not read must not hold
    /// memory for as long as it likes.
    /// </summary>
    public void CutLater(ConnectionContext context) => _closing.Enqueue((
        server.Time.GetTimestamp() + (long)(server.Options.CloseTimeout.TotalSeconds * server.Time.TimestampFrequency), context));

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_period, server.Time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            try
            {
                Tick();
            }
            catch (Exception exception)
            {
                Log.ClockFailed(server.Logger, exception);
            }
        }
    }

    private void Tick()
    {
        var now = server.Time.GetTimestamp();
        foreach (var (connection, _) in _connections)
        {
            connection.CheckDeadlines(now);
        }

        server.Sessions.Sweep();
        server.Router.Retained.Sweep();
        server.Addresses.Sweep();
        while (_closing.TryPeek(out var oldest) && oldest.Due <= now)
        {
            _closing.TryDequeue(out _);
            oldest.Context.Abort(new ConnectionAbortedException("The peer did not take what was left to send"));
        }
    }
}

using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Feed;
using ElderAlert.Server.Auth;
using Microsoft.AspNetCore.SignalR;

namespace ElderAlert.Server.Hub;

/// <summary>The running feed of each connection; at most one each, so that two cannot mix their entries.</summary>
internal sealed class ConsoleFeeds(IHubContext<DispatchHub> hub, ConsoleFeed feed, Callers callers, ILogger<ConsoleFeeds> logger)
{
    private readonly ConcurrentDictionary<string, Running> _running = new(StringComparer.Ordinal);

    /// <summary>Starts feeding a connection, in place of an earlier feed.</summary>
    public async ValueTask StartAsync(HubCallerContext connection, CentreId centre, long after)
    {
        await StopAsync(connection.ConnectionId);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionAborted);
        _running[connection.ConnectionId] = new Running(stop, FeedAsync(connection, centre, after, stop.Token));
    }

    /// <summary>Stops feeding a connection, and returns when nothing more will be sent.</summary>
    public async ValueTask StopAsync(string connection)
    {
        if (_running.TryRemove(connection, out var running))
        {
            using (running.Stop)
            {
                await running.Stop.CancelAsync();
                await running.Feed;
            }
        }
    }

    private async Task FeedAsync(HubCallerContext connection, CentreId centre, long after, CancellationToken cancellation)
    {
        // The hub method must be able to answer before the first entry is read.
        await Task.Yield();
        try
        {
            var client = new ConsoleClient(hub.Clients.Client(connection.ConnectionId), cancellation);
            await feed.RunAsync(centre, after, client, entry => CheckSession(connection, entry), cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // The connection is gone or resumes elsewhere; whatever that interrupted is of no interest.
        }
        catch (Exception defect)
        {
            HubLog.FeedFailed(logger, defect, connection.ConnectionId);
            connection.Abort();
        }
    }

    /// <summary>An operator who was just taken off the file, or whose password was changed, sees nothing more.</summary>
    private void CheckSession(HubCallerContext connection, CommittedEntry entry)
    {
        if (entry.Entry.Event is DirectoryChanged && callers.Resolve(connection.User) is null)
        {
            connection.Abort();
        }
    }

    private sealed record Running(CancellationTokenSource Stop, Task Feed);
}

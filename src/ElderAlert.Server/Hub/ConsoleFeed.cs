using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using ElderAlert.Engine.Feed;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Hub;

/// <summary>
/// Brings one console from where it was to the head and keeps it there: strictly in order, no gap, no double. It subscribes first and
/// reads the gap up to the subscription's position, so that nothing can fall between; a console that falls behind starts over from the
/// last entry that it was sent.
/// </summary>
internal sealed class ConsoleFeed(IncidentEngine engine, GapReader gaps, EntryEncoder encoder, ILogger<ConsoleFeed> logger)
{
    /// <summary>A longer gap is bridged by a snapshot: building the queue anew is cheaper for both sides than a thousand steps.</summary>
    public const int LongestGap = 500;

    /// <summary>Feeds the console until it is cancelled.</summary>
    /// <param name="centre">Whose entries.</param>
    /// <param name="after">The last position that the console has; 0 for a fresh one.</param>
    /// <param name="client">The console.</param>
    /// <param name="onEntry">Is told of each entry after it was sent.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(CentreId centre, long after, ConsoleClient client, Action<CommittedEntry> onEntry, CancellationToken cancellation)
    {
        var sent = after;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var subscription = engine.Feed.Subscribe(centre);
                await using var live = subscription.ReadAllAsync(cancellation).GetAsyncEnumerator(cancellation);
                sent = await CatchUpAsync(centre, sent, subscription.Position, live, client, cancellation);
                while (await live.MoveNextAsync())
                {
                    await SendAsync(centre, encoder.Encode(live.Current), client);
                    sent = live.Current.Entry.Position;
                    onEntry(live.Current);
                }
            }
            catch (FeedLaggedException)
            {
                HubLog.Lagged(logger, centre.Value, sent);
            }
        }
    }

    private async ValueTask<long> CatchUpAsync(
        CentreId centre, long sent, long head, IAsyncEnumerator<CommittedEntry> live, ConsoleClient client, CancellationToken cancellation)
    {
        if (sent <= 0 || sent > head || head - sent > LongestGap)
        {
            return await SendSnapshotAsync(centre, head, live, client);
        }

        foreach (var missed in await gaps.ReadAsync(centre, sent, head, cancellation))
        {
            await SendAsync(centre, encoder.EncodeAnew(missed), client);
        }

        return head;
    }

    /// <summary>
    /// What is in memory may already be ahead of the subscription, and not by the same step for every incident. So the live entries up to
    /// the newest of them are laid over it; then everything is as of one position.
    /// </summary>
    private async ValueTask<long> SendSnapshotAsync(CentreId centre, long head, IAsyncEnumerator<CommittedEntry> live, ConsoleClient client)
    {
        var open = engine.OpenIncidents(centre).ToDictionary(i => i.Id);
        var position = open.Values.Select(i => i.Position).Append(head).Max();
        for (var at = head; at < position && await live.MoveNextAsync();)
        {
            at = live.Current.Entry.Position;
            if (live.Current.Incident is { } later && later.Position >= (open.GetValueOrDefault(later.Id)?.Position ?? 0))
            {
                open[later.Id] = later;
            }
        }

        var views = open.Values
            .Where(i => i.State != IncidentState.Closed)
            .OrderBy(i => i.OpenedAt)
            .Select(i => IncidentView.Of(i, engine.Directory))
            .ToList();
        await client.SnapshotAsync(centre, position, views);
        return position;
    }

    private static Task SendAsync(CentreId centre, EncodedEntry entry, ConsoleClient client) =>
        client.EntryAsync(centre, entry);
}

using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>Follows every centre's journal and tells the devices of an incident how it goes.</summary>
internal sealed class CommandPublisher(IncidentEngine engine, IJournal journal, IMqttPublisher publisher, TimeProvider time, ILogger<CommandPublisher> logger)
    : BackgroundService
{
    private static readonly TimeSpan NewCentresEvery = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<CentreId, Task>();
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var centre in engine.Directory.Centres.Where(c => !followed.ContainsKey(c.Id)))
            {
                // Of a centre that was there before the start only news is told; of one imported since, everything.
                followed[centre.Id] = FollowAsync(centre.Id, isFirst ? engine.Feed.Head(centre.Id) : 0, stoppingToken);
            }

            isFirst = false;
            await Task.Delay(NewCentresEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(CentreId centre, long position, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var subscription = engine.Feed.Subscribe(centre);
            if (subscription.Position > position)
            {
                position = await CatchUpAsync(centre, position, subscription.Position, stopping);
            }

            try
            {
                await foreach (var committed in subscription.ReadAllAsync(stopping))
                {
                    await TellAsync(committed.Entry, stopping);
                    position = committed.Entry.Position;
                }
            }
            catch (FeedLaggedException)
            {
                IngestLog.CommandsLagged(logger, centre.Value, position);
            }
        }
    }

    private async Task<long> CatchUpAsync(CentreId centre, long after, long until, CancellationToken stopping)
    {
        await foreach (var entry in journal.ReadAsync(centre, after, stopping))
        {
            if (entry.Position > until)
            {
                break;
            }

            await TellAsync(entry, stopping);
        }

        return until;
    }

    private async Task TellAsync(JournalEntry entry, CancellationToken stopping)
    {
        if (DeviceCommand.Of(entry.Event) is not { } command || entry.Incident is not { } incident)
        {
            return;
        }

        try
        {
            var isTest = await engine.FindAsync(incident, stopping) is { } known && known.Marks.HasFlag(IncidentMarks.TestMode);
            foreach (var id in await DevicesOfAsync(entry.Event, incident, stopping))
            {
                if (engine.Directory.Find(id) is { } device)
                {
                    await publisher.PublishAsync(DeviceCommand.Message(device, entry, command, isTest), stopping);
                }
            }
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            IngestLog.CommandFailed(logger, failure, entry.Centre.Value, entry.Position);
        }
    }

    private async ValueTask<IReadOnlyCollection<DeviceId>> DevicesOfAsync(JournalEvent fact, IncidentId incident, CancellationToken stopping)
    {
        switch (fact)
        {
            case IncidentOpened opened:
                return opened.Signal is { } first ? [first.Device] : [];
            case IncidentReopened again:
                return [again.Signal.Device];
            case CancelRequested cancel:
                return [cancel.Device];
        }

        var devices = new HashSet<DeviceId>();
        foreach (var entry in await journal.ReadIncidentAsync(incident, stopping))
        {
            switch (entry.Event)
            {
                case IncidentOpened { Signal: { } signal }:
                    devices.Add(signal.Device);
                    break;
                case SignalJoined joined:
                    devices.Add(joined.Signal.Device);
                    break;
            }
        }

        return devices;
    }
}

using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Ingest;

/// <summary>Follows every centre's journal and tells the devices of an incident how it goes.</summary>
internal sealed class CommandPublisher(IncidentEngine engine, IJournal journal, IMqttPublisher publisher, TimeProvider time, ILogger<CommandPublisher> logger)
    : SteadyService("the commands to devices", time, logger)
{
    private static readonly TimeSpan NewCentresEvery = TimeSpan.FromSeconds(1);

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        var followed = new Dictionary<CentreId, Task>();
        var isFirst = true;
        while (!stopping.IsCancellationRequested)
        {
            foreach (var centre in engine.Directory.Centres.Where(c => !followed.ContainsKey(c.Id)))
            {
                // Of a centre that was there before the start only news is told; of one imported since, everything.
                var place = new Place(centre.Id, isFirst ? engine.Feed.Head(centre.Id) : 0);
                followed[centre.Id] = KeepAsync(stop => FollowAsync(place, stop), stopping);
            }

            isFirst = false;
            await Task.Delay(NewCentresEvery, Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task FollowAsync(Place place, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var subscription = engine.Feed.Subscribe(place.Centre);
            await CatchUpAsync(place, subscription.Position, stopping);
            try
            {
                await foreach (var committed in subscription.ReadAllAsync(stopping))
                {
                    await TellAsync(committed.Entry, stopping);
                    place.Position = committed.Entry.Position;
                }
            }
            catch (FeedLaggedException)
            {
                IngestLog.CommandsLagged(Logger, place.Centre.Value, place.Position);
            }
        }
    }

    private async Task CatchUpAsync(Place place, long until, CancellationToken stopping)
    {
        if (place.Position >= until)
        {
            return;
        }

        await foreach (var entry in journal.ReadAsync(place.Centre, place.Position, stopping))
        {
            if (entry.Position > until)
            {
                break;
            }

            await TellAsync(entry, stopping);
            place.Position = entry.Position;
        }
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
            IngestLog.CommandFailed(Logger, failure, entry.Centre.Value, entry.Position);
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

    /// <summary>Up to where a centre's journal is told; it stays when the following fails and begins anew.</summary>
    private sealed class Place(CentreId centre, long position)
    {
        public CentreId Centre => centre;

        public long Position { get; set; } = position;
    }
}

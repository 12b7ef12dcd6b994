using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Notifications;

/// <summary>
/// Sends what the journal says is to be sent. Each step is journalled before the next: "sending" before the first byte leaves, the
/// outcome after it; what a crash leaves in between is in doubt and is looked up before anything is sent again.
/// </summary>
/// <remarks>
/// Danger to life never waits behind anything else: it is taken first, and some workers take nothing else, for a provider that hangs over
/// battery reminders could hold all of them.
/// </remarks>
internal sealed class NotificationPump : IHostedService
{
    /// <summary>One worker in this many takes only what is urgent.</summary>
    private const int ShareOfUrgent = 4;

    private static readonly TimeSpan AfterAnError = TimeSpan.FromSeconds(5);

    private readonly IncidentEngine _engine;
    private readonly NotificationSender _sender;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationPump> _log;
    private readonly NotificationQueue _waiting = new();
    private readonly InHand _inHand = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _working = Task.CompletedTask;

    /// <summary>A pump for an engine that has not started yet.</summary>
    public NotificationPump(IncidentEngine engine, NotificationSender sender, EngineOptions options, TimeProvider time, ILogger<NotificationPump> log)
    {
        _engine = engine;
        _sender = sender;
        _options = options;
        _time = time;
        _log = log;
        engine.Committed += OnCommitted;
        engine.Reloaded += OnReloaded;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var workers = _options.NotificationWorkers;
        var reserved = Math.Min((workers + ShareOfUrgent - 1) / ShareOfUrgent, workers - 1);
        _working = Task.WhenAll(Enumerable.Range(0, workers).Select(n => Task.Run(() => WorkAsync(onlyUrgent: n < reserved), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _working.WaitAsync(cancellationToken);
    }

    private void OnCommitted(CommittedEntry committed)
    {
        NotificationId? next = committed.Entry.Event switch
        {
            NotificationRequested e => e.Notification,
            NotificationNotFound e => e.Notification,
            NotificationAmbiguous e => e.Notification,
            _ => null,
        };
        if (next is { } id && committed.Incident is { } incident && incident.Find(id) is { } notification)
        {
            _waiting.Add(WaitingNotification.Of(incident, notification));
        }
    }

    private void OnReloaded()
    {
        foreach (var incident in _engine.InCare)
        {
            foreach (var notification in incident.Notifications.Where(n => n.IsUnfinished))
            {
                _waiting.Add(WaitingNotification.Of(incident, notification));
            }
        }
    }

    private async Task WorkAsync(bool onlyUrgent)
    {
        try
        {
            while (true)
            {
                var next = await _waiting.TakeAsync(onlyUrgent, _stopping.Token);
                if (_inHand.TryTake(next.Id))
                {
                    await TakeFurtherAsync(next);
                    if (_inHand.PutBack(next.Id))
                    {
                        _waiting.Add(next);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            EngineLog.WorkerStopped(_log);
        }
    }

    /// <summary>One notification that goes wrong must not keep others waiting: it comes back later.</summary>
    private async Task TakeFurtherAsync(WaitingNotification notification)
    {
        TimeSpan? again;
        try
        {
            again = await _sender.TakeFurtherAsync(notification.Id, _stopping.Token);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            EngineLog.NotificationWaits(_log, notification.Id.Value, error);
            again = AfterAnError;
        }

        if (again is { } pause)
        {
            _ = ComeBackAsync(notification, pause);
        }
    }

    private async Task ComeBackAsync(WaitingNotification notification, TimeSpan pause)
    {
        await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waiting.Add(notification);
    }
}

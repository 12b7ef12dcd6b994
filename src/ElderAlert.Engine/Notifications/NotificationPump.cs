using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waiting = System.Threading.Channels.Channel<ElderAlert.Domain.NotificationId>;

namespace ElderAlert.Engine.Notifications;

/// <summary>
/// Sends what the journal says is to be sent. Each step is journalled before the next: "sending" before the first byte leaves, the
/// outcome after it; what a crash leaves in between is in doubt and is looked up before anything is sent again.
/// </summary>
internal sealed class NotificationPump : IHostedService
{
    private static readonly TimeSpan AfterAnError = TimeSpan.FromSeconds(5);

    private readonly IncidentEngine _engine;
    private readonly NotificationSender _sender;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<NotificationPump> _log;
    private readonly Waiting _waiting = System.Threading.Channels.Channel.CreateUnbounded<NotificationId>();
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
        _working = Task.WhenAll(Enumerable.Range(0, _options.NotificationWorkers).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
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
        if (next is { } id)
        {
            _waiting.Writer.TryWrite(id);
        }
    }

    private void OnReloaded()
    {
        foreach (var notification in _engine.InCare.SelectMany(i => i.Notifications).Where(n => n.IsUnfinished))
        {
            _waiting.Writer.TryWrite(notification.Id);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var id in _waiting.Reader.ReadAllAsync(_stopping.Token))
            {
                if (_inHand.TryTake(id))
                {
                    await TakeFurtherAsync(id);
                    if (_inHand.PutBack(id))
                    {
                        _waiting.Writer.TryWrite(id);
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
    private async Task TakeFurtherAsync(NotificationId id)
    {
        TimeSpan? again;
        try
        {
            again = await _sender.TakeFurtherAsync(id, _stopping.Token);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            EngineLog.NotificationWaits(_log, id.Value, error);
            again = AfterAnError;
        }

        if (again is { } pause)
        {
            _ = ComeBackAsync(id, pause);
        }
    }

    private async Task ComeBackAsync(NotificationId id, TimeSpan pause)
    {
        await Task.Delay(pause, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _waiting.Writer.TryWrite(id);
    }
}

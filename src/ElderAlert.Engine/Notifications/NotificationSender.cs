using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Notifications;

/// <summary>Takes one notification a step further on its way.</summary>
internal sealed class NotificationSender(
    IncidentEngine engine,
    OutgoingComposer composer,
    IEnumerable<INotificationChannel> channels,
    TimeProvider time,
    ILogger<NotificationSender> log)
{
    /// <summary>
    /// A provider may list a message only some seconds after taking it; "not there" counts only after this. It begins when the last attempt was
    /// over: one that waits while the provider is busy may leave long after it was handed over.
    /// </summary>
    private static readonly TimeSpan ListedWithin = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>What is held is looked at again after this: the wall clock, put right meanwhile, says something else.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    private readonly Dictionary<Channel, INotificationChannel> _channels = channels.ToDictionary(c => c.Channel);

    /// <summary>Sends it, or looks up what became of it; the journal knows the outcome when this returns.</summary>
    /// <returns>When to come back; null when there is nothing more to do.</returns>
    public async Task<TimeSpan?> TakeFurtherAsync(NotificationId id, CancellationToken cancellation)
    {
        var incident = await engine.FindAsync(id.Incident, cancellation);
        switch (incident?.Find(id))
        {
            case { State: NotificationState.Requested, NotBefore: { } until } held when until > time.GetUtcNow() && IsNeeded(incident, held):
                var left = until - time.GetUtcNow();
                return left < LongestHold ? left : LongestHold;
            case { State: NotificationState.Requested } requested:
                await SendAsync(incident, requested, cancellation);
                return null;
            case { State: NotificationState.Sending }:
                await ReportAsync(incident, id, new ReportAmbiguous("the server stopped while sending"), cancellation);
                return null;
            case { State: NotificationState.Ambiguous } doubtful:
                return await ReconcileAsync(incident, doubtful, cancellation);
            default:
                return null;
        }
    }

    /// <summary>What was held over the quiet hours may have come to nothing meanwhile.</summary>
    private static bool IsNeeded(Incident incident, Notification held) =>
        held.Purpose == NotificationPurpose.Alarm ? incident.IsActive : incident.State != IncidentState.Closed;

    private async Task SendAsync(Incident incident, Notification notification, CancellationToken cancellation)
    {
        if (notification.NotBefore is not null && !IsNeeded(incident, notification))
        {
            await FailAsync(incident, notification.Id, "notNeeded", "it is over before the quiet hours were", cancellation);
            return;
        }

        var recipient = engine.Directory.FindRecipient(incident.Centre, incident.Household, notification.Recipient);
        if (recipient?.NumberFor(notification, incident.Notifications) is not { } method)
        {
            await FailAsync(incident, notification.Id, "noAddress", "the person is no longer on file with such a number", cancellation);
            return;
        }

        if (!_channels.TryGetValue(notification.Channel, out var channel))
        {
            await FailAsync(incident, notification.Id, "noChannel", $"no {notification.Channel} channel is set up", cancellation);
            return;
        }

        var outgoing = composer.Compose(incident, notification, recipient, method.Address);
        if (await ReportAsync(incident, notification.Id, new ReportSending(outgoing.Address, outgoing.Text, channel.ProviderTime), cancellation))
        {
            var report = await HandOverAsync(channel, outgoing, cancellation);
            Note(incident.Centre, notification.Recipient, isTaken: report is ReportAccepted);
            await ReportAsync(incident, notification.Id, report, CancellationToken.None);
        }
    }

    private void Note(CentreId centre, RecipientRef recipient, bool isTaken)
    {
        if (isTaken)
        {
            engine.Handovers.Taken(centre);
        }
        else
        {
            engine.Handovers.NotTaken(centre, recipient, time.GetUtcNow());
        }
    }

    private async Task<NotificationReport> HandOverAsync(INotificationChannel channel, OutgoingNotification outgoing, CancellationToken cancellation)
    {
        try
        {
            switch (await channel.SendAsync(outgoing, cancellation))
            {
                case SendOutcome.Accepted accepted:
                    return new ReportAccepted(accepted.ProviderId);
                case SendOutcome.Failed failed:
                    EngineLog.NotificationFailed(log, outgoing.Id.Value, failed.Code, failed.Reason);
                    return new ReportFailed(failed.Code, failed.Reason, failed.Permanent);
                case SendOutcome.Ambiguous ambiguous:
                    EngineLog.NotificationAmbiguous(log, outgoing.Id.Value, ambiguous.Reason);
                    return new ReportAmbiguous(ambiguous.Reason);
                case var other:
                    throw new InvalidOperationException($"{other.GetType().Name} is not an outcome of sending");
            }
        }
        catch (Exception error)
        {
            EngineLog.ChannelThrew(log, outgoing.Id.Value, error);
            return new ReportAmbiguous(error.GetType().Name);
        }
    }

    private async Task<TimeSpan?> ReconcileAsync(Incident incident, Notification notification, CancellationToken cancellation)
    {
        if (!_channels.TryGetValue(notification.Channel, out var channel))
        {
            await FailAsync(incident, notification.Id, "noChannel", $"no {notification.Channel} channel is set up", cancellation);
            return null;
        }

        var sentAt = notification.SendingAt ?? notification.RequestedAt;
        var sent = await composer.RecallAsync(incident, notification, cancellation);
        var outcome = await channel.ReconcileAsync(sent, new HandoverTime(sentAt, notification.SendingAtProvider), cancellation);
        var age = time.GetUtcNow() - (notification.DoubtedAt ?? sentAt);
        switch (outcome)
        {
            case ReconcileOutcome.Found found:
                Note(incident.Centre, notification.Recipient, isTaken: true);
                await ReportFoundAsync(incident, notification.Id, found, cancellation);
                return null;
            case ReconcileOutcome.NotFound when age >= ListedWithin && notification is { IsSendingAtLost: true, SendingAtProvider: null }:
                // It was looked for among what came after a time that was none. Nobody's phone rings twice for that: the next channel is at hand.
                var doubt = new ReportFailed("inDoubt", "the clock was put back since it was handed over, and it cannot be looked up", Permanent: false);
                await ReportAsync(incident, notification.Id, doubt, cancellation);
                return null;
            case ReconcileOutcome.NotFound when age >= ListedWithin:
                await ReportAsync(incident, notification.Id, new ReportNotFound(), cancellation);
                return null;
            case ReconcileOutcome.Unknown unknown:
                EngineLog.NotificationAmbiguous(log, notification.Id.Value, unknown.Reason);
                break;
        }

        return TimeSpan.FromSeconds(Math.Clamp(age.TotalSeconds / 2, 1, LongestPause.TotalSeconds));
    }

    private async Task ReportFoundAsync(Incident incident, NotificationId id, ReconcileOutcome.Found found, CancellationToken cancellation)
    {
        await ReportAsync(incident, id, new ReportAccepted(found.ProviderId), cancellation);
        switch (found.State)
        {
            case NotificationState.Delivered:
                await ReportAsync(incident, id, new ReportDelivered(), cancellation);
                break;
            case NotificationState.Failed:
                await ReportAsync(incident, id, new ReportFailed("undelivered", "the provider could not deliver it", Permanent: false), cancellation);
                break;
        }
    }

    private Task FailAsync(Incident incident, NotificationId id, string code, string reason, CancellationToken cancellation)
    {
        EngineLog.NotificationFailed(log, id.Value, code, reason);
        return ReportAsync(incident, id, new ReportFailed(code, reason, Permanent: true), cancellation);
    }

    /// <summary>Journals a report, as often as it takes. False when it told nothing new (somebody else was faster).</summary>
    private async Task<bool> ReportAsync(Incident incident, NotificationId id, NotificationReport report, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (true)
        {
            try
            {
                var result = await engine.ExecuteAsync(incident.Centre, incident.Id, context => context.Report(id, report), requestId: null, cancellation);
                return result is CommandResult.Done { HasChanged: true };
            }
            catch (EngineUnavailableException unavailable) when (!engine.IsStopped)
            {
                EngineLog.NotificationWaits(log, id.Value, unavailable);
                await Task.Delay(pause, time, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}

using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Outbox;

/// <summary>The built-in phone: takes notifications while Twilio is not set up, so that the whole loop can be tried without an account.</summary>
internal sealed class OutboxPhone(Channel channel, OutboxStore store, TimeProvider time) : INotificationChannel
{
    public Channel Channel => channel;

    public async Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellation)
    {
        try
        {
            return new SendOutcome.Accepted(IdOf(await store.AddAsync(notification, channel, time.GetUtcNow())));
        }
        catch (SqliteException e)
        {
            return new SendOutcome.Failed("outbox", $"The built-in phone could not store it (SQLite {e.SqliteErrorCode}).", Permanent: false);
        }
    }

    public Task<ReconcileOutcome> ReconcileAsync(OutgoingNotification notification, HandoverTime sentAt, CancellationToken cancellation) =>
        Task.FromResult<ReconcileOutcome>(store.Find(notification.Id) is { } item
            ? new ReconcileOutcome.Found(IdOf(item.Id), NotificationState.Accepted)
            : new ReconcileOutcome.NotFound());

    private static string IdOf(long item) => FormattableString.Invariant($"OB{item}");
}

using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Notifications;

/// <summary>A notification that waits for a worker.</summary>
/// <param name="Id">Which.</param>
/// <param name="IsUrgent">Somebody is in danger and help is asked for: it goes before all that is not.</param>
internal readonly record struct WaitingNotification(NotificationId Id, bool IsUrgent)
{
    public static WaitingNotification Of(Incident incident, Notification notification) =>
        new(notification.Id, incident.Lane == Lane.Life && notification.Purpose != NotificationPurpose.Update);
}

/// <summary>
/// Notifications that wait for a worker, the urgent ones first, each kind in the order it came. Many add and many take; what was added is
/// taken once.
/// </summary>
internal sealed class NotificationQueue
{
    private readonly ConcurrentQueue<WaitingNotification> _urgent = [];
    private readonly ConcurrentQueue<WaitingNotification> _others = [];

    // A turn for each that was added. Whoever finds that another kind of worker has taken it waits for the next.
    private readonly SemaphoreSlim _turns = new(0);
    private readonly SemaphoreSlim _urgentTurns = new(0);

    public void Add(WaitingNotification waiting)
    {
        (waiting.IsUrgent ? _urgent : _others).Enqueue(waiting);
        _turns.Release();
        if (waiting.IsUrgent)
        {
            _urgentTurns.Release();
        }
    }

    /// <summary>Takes the next one, waiting for it.</summary>
    /// <param name="onlyUrgent">Leaves to others what is not urgent.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async ValueTask<WaitingNotification> TakeAsync(bool onlyUrgent, CancellationToken cancellation)
    {
        while (true)
        {
            await (onlyUrgent ? _urgentTurns : _turns).WaitAsync(cancellation);
            if (TryTake(onlyUrgent, out var next))
            {
                return next.Value;
            }
        }
    }

    private bool TryTake(bool onlyUrgent, [NotNullWhen(true)] out WaitingNotification? next)
    {
        next = _urgent.TryDequeue(out var taken) || (!onlyUrgent && _others.TryDequeue(out taken)) ? taken : null;
        return next is not null;
    }
}

using ElderAlert.Domain;

namespace ElderAlert.Engine.Notifications;

/// <summary>
/// The notifications that a worker has in hand. After a failed append all unfinished ones are queued anew, also those whose request is on
/// its way to the provider at this moment: a second worker would take that for what a crash has left, and send it again.
/// </summary>
internal sealed class InHand
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NotificationId, bool> _askedForAgain = [];

    /// <summary>Takes it. False when another worker has it: that one is to look again when it is done.</summary>
    public bool TryTake(NotificationId id)
    {
        lock (_gate)
        {
            if (_askedForAgain.TryAdd(id, false))
            {
                return true;
            }

            _askedForAgain[id] = true;
            return false;
        }
    }

    /// <summary>Puts it back. True when it was asked for meanwhile and must be looked at again.</summary>
    public bool PutBack(NotificationId id)
    {
        lock (_gate)
        {
            return _askedForAgain.Remove(id, out var again) && again;
        }
    }
}

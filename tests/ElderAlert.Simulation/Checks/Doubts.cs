using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Simulation.Checks;

/// <summary>What the server has declared lost after looking it up, and how often it may be wrong about that: each time is one page more.</summary>
internal sealed class Doubts
{
    private readonly Func<bool> _isPutBackUnseen;
    private readonly Dictionary<NotificationId, int> _declared = [];
    private readonly Dictionary<NotificationId, int> _misled = [];

    /// <param name="ledger">What happened.</param>
    /// <param name="isPutBackUnseen">Whether the server's clock was put back in a way that it cannot see.</param>
    public Doubts(Ledger ledger, Func<bool> isPutBackUnseen)
    {
        _isPutBackUnseen = isPutBackUnseen;
        ledger.Took += Take;
    }

    /// <summary>How many pages too many are excused.</summary>
    /// <param name="notification">Which.</param>
    /// <param name="wasTakenLate">The provider took it so late that every look-up was over.</param>
    public int Excuse(NotificationId notification, bool wasTakenLate) => (wasTakenLate ? _declared : _misled).GetValueOrDefault(notification);

    private void Take(JournalEntry entry, Incident? before, Incident? after)
    {
        if (entry.Event is not NotificationNotFound { Notification: var lost })
        {
            return;
        }

        _declared[lost] = _declared.GetValueOrDefault(lost) + 1;
        if (_isPutBackUnseen() && before?.Find(lost) is { SendingAtProvider: null })
        {
            // It looked among what came after a time of its own clock, and had no other.
            _misled[lost] = _misled.GetValueOrDefault(lost) + 1;
        }
    }
}

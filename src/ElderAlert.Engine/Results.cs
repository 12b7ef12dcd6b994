using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Incidents.Rules;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine;

/// <summary>What became of a signal.</summary>
public enum SignalFate
{
    /// <summary>It opened an incident.</summary>
    Opened,

    /// <summary>It joined the home's active incident, or trailed in after one that was called over.</summary>
    Joined,

    /// <summary>It re-opened an incident that had just been called over.</summary>
    Reopened,

    /// <summary>It is in the journal but no incident needed it (a restore or cancel with nothing open).</summary>
    Recorded,

    /// <summary>The same device had sent the same id before: nothing changed.</summary>
    Duplicate,

    /// <summary>No such device on file; nothing was journalled.</summary>
    UnknownDevice,
}

/// <summary>The receipt for a signal, given after it is on disk and decided.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Incident">The incident that it went to; null where it went to none.</param>
/// <param name="Position">The centre's position after it; 0 for an unknown device or a duplicate.</param>
public sealed record SignalReceipt(SignalFate Fate, IncidentId? Incident, long Position);

/// <summary>What became of a command.</summary>
public abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>It is on disk, or had already come true.</summary>
    /// <param name="Incident">The incident after it.</param>
    /// <param name="Position">The centre's position after it.</param>
    /// <param name="HasChanged">This call changed something. False: it had already come true, by this request or by somebody else's.</param>
    public sealed record Done(Incident Incident, long Position, bool HasChanged) : CommandResult;

    /// <summary>A rule refused it; nothing changed.</summary>
    public sealed record Refused(Rejection Rejection) : CommandResult;
}

/// <summary>What the engine gives to whoever builds a command, taken at the moment of the decision.</summary>
/// <param name="newIncident">An unused id, should one open.</param>
/// <param name="household">What is known of the home.</param>
/// <param name="roster">Finds who can be told; most commands do not ask, and finding them costs more than deciding.</param>
public sealed class DecisionContext(IncidentId newIncident, HouseholdFacts household, Func<Roster> roster)
{
    /// <summary>An unused id, should one open.</summary>
    public IncidentId NewIncident => newIncident;

    /// <summary>What is known of the home.</summary>
    public HouseholdFacts Household => household;

    /// <summary>Who can be told.</summary>
    public Roster Roster => field ??= roster();

    /// <summary>The command that takes a report on a notification.</summary>
    public ReportNotification Report(NotificationId notification, NotificationReport report) =>
        new(notification, report, NotificationRules.NeedsRoster(report) ? Roster : Roster.Empty);
}

/// <summary>The journal does not take entries now: nothing was committed, and nothing may be acknowledged.</summary>
public sealed class EngineUnavailableException(string reason, Exception? inner = null) : Exception(reason, inner);

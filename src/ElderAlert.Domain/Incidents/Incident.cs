using System.Collections.Immutable;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>A responder sent to an incident.</summary>
/// <param name="Responder">Who.</param>
/// <param name="State">How far.</param>
/// <param name="At">Since when.</param>
/// <param name="EtaMinutes">What they said when they set out.</param>
public sealed record Assignment(ResponderId Responder, AssignmentState State, DateTimeOffset At, int? EtaMinutes = null);

/// <summary>An incident 警情: one danger being worked, fed by one or more signals. Changed only by <see cref="IncidentHistory.Apply"/>.</summary>
public sealed record Incident
{
    public required IncidentId Id { get; init; }
    public required CentreId Centre { get; init; }
    public required HouseholdId Household { get; init; }
    public required Lane Lane { get; init; }

    /// <summary>The kind that opened it.</summary>
    public required SignalKind Kind { get; init; }

    /// <summary>Every kind of danger that it was fed with; a cancel and what is over are none.</summary>
    public required ImmutableArray<SignalKind> Kinds { get; init; }
    public required PriorityAssessment Priority { get; init; }
    public required IncidentState State { get; init; }

    /// <summary>The policy in force when it opened.</summary>
    public required EscalationPolicy Policy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The centre's position after the last event.</summary>
    public required long Position { get; init; }

    /// <summary>How many signals fed it. A phone call counts as none.</summary>
    public required int SignalCount { get; init; }
    public required DateTimeOffset LastSignalAt { get; init; }

    /// <summary>When it happened by the device's own clock, while all that is known comes from a late signal.</summary>
    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>When somebody or something last cried for help: from here a cancel's grace period runs.</summary>
    public DateTimeOffset? RaisedAt { get; init; }

    /// <summary>How often a person asked for help, a phone call included.</summary>
    public int TimesAsked { get; init; }

    /// <summary>When a person asked a second time.</summary>
    public DateTimeOffset? AskedAgainAt { get; init; }

    /// <summary>What sensors reported and have not taken back; at most one for each sensor and kind.</summary>
    public ImmutableArray<HeldCondition> Held { get; init; } = [];

    /// <summary>When a fall was suspected, while nothing sure has been reported.</summary>
    public DateTimeOffset? FallSuspectedAt { get; init; }

    /// <summary>When somebody moved after that.</summary>
    public DateTimeOffset? MotionSeenAt { get; init; }

    /// <summary>Since when it is only watched.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>When it came back after having been called over.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Index of the policy's step that was begun last; -1 before the first.</summary>
    public int Step { get; init; } = -1;

    /// <summary>The step wanted operators at the consoles, and nobody is signed on.</summary>
    public bool StepLacksOperators { get; init; }

    /// <summary>From 1.</summary>
    public int Round { get; init; } = 1;
    public required DateTimeOffset StepStartedAt { get; init; }

    /// <summary>When this round began; who has been told since then is not told again the same way before the next.</summary>
    public required DateTimeOffset RoundStartedAt { get; init; }

    /// <summary>The operator who has it.</summary>
    public OperatorId? Owner { get; init; }

    /// <summary>The operator who had it last, kept while it is open again.</summary>
    public OperatorId? LastOwner { get; init; }

    /// <summary>When an operator first took it, for the queue's clock and the KPIs.</summary>
    public DateTimeOffset? FirstClaimedAt { get; init; }
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When the last operator let go of it; null while somebody has it or nobody ever had.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>The last thing that moved it while it was claimed.</summary>
    public DateTimeOffset? ProgressAt { get; init; }

    /// <summary>Somebody in the home was spoken to.</summary>
    public bool VoiceContactMade { get; init; }

    /// <summary>Speaking to the home was tried.</summary>
    public bool VoiceContactTried { get; init; }

    /// <summary>Handed to 120, 119 or 110.</summary>
    public bool OutsideLineCalled { get; init; }

    /// <summary>The contact or responder who took responsibility last, while nobody else has it.</summary>
    public RecipientRef? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>What an escalation that ended without anybody, or a missed deadline, said last; null while all is on time.</summary>
    public Sounding? Sounded { get; init; }
    public IncidentMarks Marks { get; init; }

    /// <summary>Those that still matter, in the order of their requests; the journal has them all.</summary>
    public ImmutableArray<Notification> Notifications { get; init; } = [];

    /// <summary>How many have been requested in all.</summary>
    public int NotificationCount { get; init; }
    public ImmutableArray<Assignment> Assignments { get; init; } = [];
    public DateTimeOffset? DispatchedAt { get; init; }
    public DateTimeOffset? OnSceneAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public Resolution? Resolution { get; init; }
    public FollowUpResult? FollowUp { get; init; }

    /// <summary>When the resident was first reached by a call-back; a call that nobody answered is none.</summary>
    public DateTimeOffset? FollowedUpAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The homes to look after, where the incident is about an area; null where it is about one home.</summary>
    public Outage? Outage { get; init; }

    /// <summary>The incident of an outage in which this one goes on.</summary>
    public IncidentId? FoldedInto { get; init; }

    /// <summary>The danger is being worked: a further signal of this home and lane joins it instead of opening another.</summary>
    public bool IsActive => State is not (IncidentState.Resolved or IncidentState.Closed);

    /// <summary>The engine still has work with it: it is not closed, or somebody has not been told yet.</summary>
    public bool NeedsCare => State is not IncidentState.Closed || Notifications.Any(n => n.IsUnfinished);

    /// <summary>Somebody has taken responsibility and it has not run out.</summary>
    public bool IsTaken => State is not IncidentState.Open || AcknowledgedBy is not null;

    /// <summary>A suspected fall waits to hear whether somebody moves.</summary>
    public bool AwaitsMotion => IsActive && FallSuspectedAt is not null && MotionSeenAt is null;

    /// <summary>Whether the signal speaks of a condition that its sensor has reported before and not taken back.</summary>
    public bool Holds(Signal signal) => Held.Contains(HeldCondition.Of(signal));

    /// <summary>The notification of that id.</summary>
    public Notification? Find(NotificationId id) => Notifications.FirstOrDefault(n => n.Id == id);

    /// <summary>The responder's assignment, if they were sent.</summary>
    public Assignment? Find(ResponderId id) => Assignments.FirstOrDefault(a => a.Responder == id);

    /// <summary>The same, of a person who may be no responder at all.</summary>
    public Assignment? WayOf(RecipientRef person) => person.Kind == RecipientKind.Responder ? Find(new ResponderId(person.Id)) : null;

    /// <summary>Whether the person has promised to go, or was sent and has not left.</summary>
    public bool Expects(RecipientRef person) => AcknowledgedBy == person || WayOf(person) is { State: not AssignmentState.Cleared };
}

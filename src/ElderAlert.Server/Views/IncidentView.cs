using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Server.Views;

/// <summary>A responder's way in an incident.</summary>
internal sealed record AssignmentView(Person Responder, ResponderRole Role, AssignmentState State, DateTimeOffset At, int? EtaMinutes);

/// <summary>One notification of an incident.</summary>
internal sealed record NotificationView(
    NotificationId Id,
    Person Recipient,
    Channel Channel,
    NotificationPurpose Purpose,
    NotificationState State,
    DateTimeOffset RequestedAt,
    bool Overdue,
    bool Answered);

/// <summary>What must happen next, and by when.</summary>
internal sealed record DeadlineView(DeadlineKind Kind, DateTimeOffset DueAt);

/// <summary>A person asks again for help.</summary>
/// <param name="Times">How often they have asked.</param>
/// <param name="Since">When they asked for the second time.</param>
internal sealed record AskingAgainView(int Times, DateTimeOffset Since);

/// <summary>An incident as the queue and the hub show it (contract.ts, IncidentView).</summary>
internal sealed record IncidentView
{
    public required IncidentId Id { get; init; }
    public required CentreId Centre { get; init; }
    public required long Position { get; init; }
    public required HouseholdSummary Household { get; init; }
    public required Lane Lane { get; init; }
    public required SignalKind Kind { get; init; }
    public required IReadOnlyList<SignalKind> Kinds { get; init; }
    public required Priority Priority { get; init; }
    public required IReadOnlyList<PriorityReason> PriorityReasons { get; init; }
    public required IReadOnlyList<PriorityPoint> PriorityPoints { get; init; }
    public required AskingAgainView? AskingAgain { get; init; }
    public required IncidentState State { get; init; }
    public required IReadOnlyList<IncidentMarks> Marks { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required DateTimeOffset? ReopenedAt { get; init; }
    public required DateTimeOffset LastSignalAt { get; init; }
    public required int SignalCount { get; init; }
    public required int Step { get; init; }
    public required int StepCount { get; init; }
    public required int Round { get; init; }
    public required DeadlineView? NextDeadline { get; init; }
    public required Person? Owner { get; init; }
    public required Person? AcknowledgedBy { get; init; }
    public required DateTimeOffset? FirstClaimedAt { get; init; }
    public required DateTimeOffset? ClaimedAt { get; init; }
    public required bool VoiceContactTried { get; init; }
    public required bool VoiceContactMade { get; init; }
    public required bool OutsideLineCalled { get; init; }
    public required IReadOnlyList<AssignmentView> Assignments { get; init; }
    public required IReadOnlyList<NotificationView> Notifications { get; init; }
    public required DateTimeOffset? DispatchedAt { get; init; }
    public required DateTimeOffset? OnSceneAt { get; init; }
    public required DateTimeOffset? ResolvedAt { get; init; }
    public required Resolution? Resolution { get; init; }
    public required FollowUpResult? FollowUp { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    public required OutageView? Outage { get; init; }

    private static readonly IncidentMarks[] AllMarks = Enum.GetValues<IncidentMarks>().Where(m => m != IncidentMarks.None).ToArray();

    /// <summary>The view of an incident, with the names that the directory has now.</summary>
    public static IncidentView Of(Incident incident, DirectoryIndex directory) => new()
    {
        Id = incident.Id,
        Centre = incident.Centre,
        Position = incident.Position,
        Household = HouseholdSummary.Of(incident.Household, directory),
        Lane = incident.Lane,
        Kind = incident.Kind,
        Kinds = incident.Kinds,
        Priority = incident.Priority.Priority,
        PriorityReasons = incident.Priority.Reasons,
        PriorityPoints = incident.Priority.Points ?? [],
        AskingAgain = incident.AskedAgainAt is { } since ? new AskingAgainView(incident.TimesAsked, since) : null,
        State = incident.State,
        Marks = AllMarks.Where(m => incident.Marks.HasFlag(m)).ToList(),
        OpenedAt = incident.OpenedAt,
        ReopenedAt = incident.ReopenedAt,
        LastSignalAt = incident.LastSignalAt,
        SignalCount = incident.SignalCount,
        Step = incident.Step,
        StepCount = incident.Policy.Steps.Count,
        Round = incident.Round,
        NextDeadline = EscalationSchedule.NextDeadline(incident) is { } next ? new DeadlineView(next.Kind, next.DueAt) : null,
        Owner = incident.Owner is { } owner ? Person.Of(owner, directory) : null,
        AcknowledgedBy = incident.AcknowledgedBy is { } by ? Person.Of(by, directory) : null,
        FirstClaimedAt = incident.FirstClaimedAt,
        ClaimedAt = incident.ClaimedAt,
        VoiceContactTried = incident.VoiceContactTried,
        VoiceContactMade = incident.VoiceContactMade,
        OutsideLineCalled = incident.OutsideLineCalled,
        Assignments = incident.Assignments.Select(a => Of(a, directory)).ToList(),
        Notifications = incident.Notifications.Select(n => Of(n, directory)).ToList(),
        DispatchedAt = incident.DispatchedAt,
        OnSceneAt = incident.OnSceneAt,
        ResolvedAt = incident.ResolvedAt,
        Resolution = incident.Resolution,
        FollowUp = incident.FollowUp,
        ClosedAt = incident.ClosedAt,
        Outage = incident.Outage is { } outage ? OutageView.Of(outage, directory) : null,
    };

    private static AssignmentView Of(Assignment assignment, DirectoryIndex directory) => new(
        Person.Of(assignment.Responder, directory),
        directory.Find(assignment.Responder)?.Role ?? ResponderRole.Volunteer,
        assignment.State,
        assignment.At,
        assignment.EtaMinutes);

    private static NotificationView Of(Notification notification, DirectoryIndex directory) => new(
        notification.Id,
        Person.Of(notification.Recipient, directory),
        notification.Channel,
        notification.Purpose,
        notification.State,
        notification.RequestedAt,
        notification.Overdue,
        notification.Answered);
}

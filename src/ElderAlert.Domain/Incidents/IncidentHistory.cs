using System.Collections.Immutable;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Incidents;

/// <summary>Turns an incident's events into its state: it copies facts and decides nothing.</summary>
public static class IncidentHistory
{
    /// <summary>The incident as its opening event leaves it.</summary>
    public static Incident Open(IncidentId id, CentreId centre, IncidentOpened opened, DateTimeOffset at, long position)
    {
        var incident = Begin(id, centre, opened, at, position);
        return opened.Signal is { } signal
            ? incident.Feed(signal, opened.Bearing, opened.Late, at, position)
            : incident with { TimesAsked = opened.Bearing == SignalBearing.Asks ? 1 : 0 };
    }

    private static Incident Begin(IncidentId id, CentreId centre, IncidentOpened opened, DateTimeOffset at, long position) => new()
    {
        Id = id,
        Centre = centre,
        Household = opened.Household,
        Lane = opened.Lane,
        Kind = opened.Kind,
        Kinds = [opened.Kind],
        Priority = opened.Priority,
        State = IncidentState.Open,
        Policy = opened.Policy,
        OpenedAt = at,
        Position = position,
        SignalCount = 0,
        LastSignalAt = at,
        RaisedAt = at,
        Marks = (opened.Test ? IncidentMarks.TestMode : IncidentMarks.None) | (opened.Late ? IncidentMarks.LateSignal : IncidentMarks.None),
        StepStartedAt = at,
        RoundStartedAt = at,
    };

    /// <summary>The incident after one more event.</summary>
    /// <param name="state">The incident before it.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="position">The centre's position of the event.</param>
    public static Incident Apply(this Incident state, IncidentEvent fact, DateTimeOffset at, long position)
    {
        var next = fact switch
        {
            SignalJoined e => state.Feed(e.Signal, e.Bearing, e.Late, at, position),
            IncidentReopened e => state.Reopen(e, at),
            PriorityRaised e => state with { Priority = e.Priority },
            CancelRequested e => state with { Marks = state.Marks | IncidentMarks.CancelRequested | (e.Late ? IncidentMarks.CancelLate : IncidentMarks.None) },
            MotionSeen => state with { MotionSeenAt = at, Marks = state.Marks & ~IncidentMarks.NoMotion },
            MotionAbsent => state with { Marks = state.Marks | IncidentMarks.NoMotion },
            IncidentWatched => state with { WatchedSince = at, Marks = state.Marks | IncidentMarks.Watched },
            TestModeLifted => (state.IsTaken ? state : state.StartOver(at)) with { Marks = state.Marks & ~(IncidentMarks.TestMode | IncidentMarks.EscalationExhausted) },
            EscalationAdvanced e => state.Advance(e, at),
            EscalationExhausted => state.Sound(DeadlineKind.Step, at, IncidentMarks.EscalationExhausted),
            NobodyToNotify => state with { Marks = state.Marks | IncidentMarks.NobodyToNotify },
            TargetUnreached e => state with { StepLacksOperators = state.StepLacksOperators || e.Target == TargetKind.OperatorsOnDuty },
            OutsideLineAsked => state with { Marks = state.Marks | IncidentMarks.OutsideLineAsked },
            ClockPutBack => state.NotAfter(at),
            NotificationRequested e => state.Request(e, at),
            NotificationSending e => state.Change(e.Notification, n => n with { State = NotificationState.Sending, SendingAt = at, SendingAtProvider = e.ProviderTime, IsSendingAtLost = false }),
            NotificationAccepted e => state.Change(e.Notification, n => n with { State = NotificationState.Accepted, ProviderId = e.ProviderId }),
            NotificationDelivered e => state.Change(e.Notification, n => n with { State = NotificationState.Delivered }),
            NotificationFailed e => state.Change(e.Notification, n => n with { State = NotificationState.Failed }),
            NotificationAmbiguous e => state.Change(e.Notification, n => n with { State = NotificationState.Ambiguous, DoubtedAt = at }),
            NotificationNotFound e => state.Change(e.Notification, n => n with { State = NotificationState.Requested }),
            NotificationOverdue e => state.Overdue(e),
            IncidentAcknowledged e => state.Acknowledge(e, at),
            AcknowledgementExpired => state.Supersede() with { AcknowledgedBy = null, AcknowledgedAt = null },
            RecipientDeclined e => state.Decline(e, at),
            ReplyReceived or EntryDataViewed => state,
            NoteAdded => state.Progress(at),
            IncidentClaimed e => state.Claim(e, at),
            ClaimReleased => state.Release(at),
            VoiceContactTried e => state.Progress(at) with
            {
                VoiceContactTried = true,
                VoiceContactMade = state.VoiceContactMade || e.Reached,
                Marks = e.Reached ? state.Marks & ~IncidentMarks.DecisionForced : state.Marks,
            },
            DecisionForced => state with { Marks = state.Marks | IncidentMarks.DecisionForced },
            OutsideLineCalled => state.Progress(at) with
            {
                OutsideLineCalled = true,
                Marks = state.Marks & ~(IncidentMarks.DecisionForced | IncidentMarks.OutsideLineAsked),
            },
            ResponderDispatched e => state.Dispatch(e, at),
            ResponderEnRoute e => state.Move(e.Responder, AssignmentState.EnRoute, at, e.EtaMinutes),
            ResponderOnScene e => state.Move(e.Responder, AssignmentState.OnScene, at, eta: null) with
            {
                State = IncidentState.OnScene,
                OnSceneAt = state.OnSceneAt ?? at,
                Sounded = null,
                Marks = state.Marks & ~(IncidentMarks.EscalationExhausted | IncidentMarks.Overdue),
            },
            ResponderCleared e => state.Move(e.Responder, AssignmentState.Cleared, at, eta: null),
            DeadlineMissed e => state.Sound(e.Deadline, at, IncidentMarks.Overdue),
            IncidentResolved e => state with
            {
                State = IncidentState.Resolved,
                ResolvedAt = at,
                Resolution = e.Resolution,
                Sounded = null,
                Marks = state.Marks & IncidentMarks.TestMode,
            },
            FollowUpRecorded e => state with
            {
                FollowUp = e.Result,
                FollowedUpAt = e.Result is FollowUpResult.NotReached ? state.FollowedUpAt : state.FollowedUpAt ?? at,
                Marks = state.Marks & ~IncidentMarks.Overdue,
            },
            IncidentClosed => state with { State = IncidentState.Closed, ClosedAt = at, Marks = state.Marks & IncidentMarks.TestMode },
            OutageReported e => state with { Outage = (state.Outage ?? Outage.Of(e.Area)).With(e.Households) },
            HouseholdChecked e => state.Progress(at) with { Outage = state.Outage?.Change(e.Household, h => h with { CheckedAt = e.Reached ? at : h.CheckedAt, TriedAt = at }) },
            HouseholdBack e => state with { Outage = state.Outage?.Change(e.Household, h => h with { BackAt = at }) },
            IncidentFolded e => state with { State = IncidentState.Closed, ClosedAt = at, FoldedInto = e.Into, Marks = IncidentMarks.None },
            IncidentOpened => throw new InvalidOperationException($"incident {state.Id} is opened twice"),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType().Name, "not an incident event"),
        };
        return next.Position == position ? next : next with { Position = position };
    }

    private static Incident Advance(this Incident state, EscalationAdvanced e, DateTimeOffset at) => state with
    {
        Step = e.Step,
        StepLacksOperators = false,
        Round = e.Round,
        StepStartedAt = at,
        RoundStartedAt = e.Round == state.Round ? state.RoundStartedAt : at,
        WatchedSince = null,
        Marks = state.Marks & ~IncidentMarks.Watched,
    };

    /// <summary>Called over, and back: nobody has it, nobody has been spoken to, whoever was sent has gone.</summary>
    private static Incident Reopen(this Incident state, IncidentReopened e, DateTimeOffset at)
    {
        var again = state.StartOver(at) with
        {
            State = IncidentState.Open,
            ReopenedAt = at,
            HappenedAt = null,
            Owner = null,
            ClaimedAt = null,
            ProgressAt = null,
            VoiceContactMade = false,
            VoiceContactTried = false,
            OutsideLineCalled = false,
            DispatchedAt = null,
            OnSceneAt = null,
            ResolvedAt = null,
            Resolution = null,
            FollowUp = null,
            FollowedUpAt = null,
            MotionSeenAt = null,
            Assignments = state.Assignments.Select(a => a with { State = AssignmentState.Cleared }).ToImmutableArray(),
            Marks = IncidentMarks.Reopened | (e.Test ? IncidentMarks.TestMode : IncidentMarks.None) | (e.Late ? IncidentMarks.LateSignal : IncidentMarks.None),
        };
        return again.Feed(e.Signal, e.Bearing, e.Late, at, state.Position);
    }

    /// <summary>The escalation begins at its first step, and everybody is told afresh.</summary>
    private static Incident StartOver(this Incident state, DateTimeOffset at) => state.Supersede() with
    {
        Step = -1,
        Round = 1,
        StepStartedAt = at,
        RoundStartedAt = at,
        AcknowledgedBy = state.IsActive ? state.AcknowledgedBy : null,
        AcknowledgedAt = state.IsActive ? state.AcknowledgedAt : null,
        Sounded = null,
        WatchedSince = null,
    };

    private static Incident Sound(this Incident state, DeadlineKind kind, DateTimeOffset at, IncidentMarks mark) =>
        state with { Sounded = Sounding.After(state.Sounded, kind, at), Marks = state.Marks | mark };

    private static Incident Claim(this Incident state, IncidentClaimed e, DateTimeOffset at) => state with
    {
        State = state.State == IncidentState.Open ? IncidentState.Claimed : state.State,
        Owner = e.Operator,
        LastOwner = e.Operator,
        ClaimedAt = at,
        ReleasedAt = null,
        FirstClaimedAt = state.FirstClaimedAt ?? at,
        ProgressAt = at,
        Sounded = null,
        Marks = state.Marks & ~(IncidentMarks.EscalationExhausted | IncidentMarks.Overdue),
    };

    private static Incident Release(this Incident state, DateTimeOffset at)
    {
        var reopened = state.State == IncidentState.Claimed;
        return (reopened ? state.Supersede() : state) with
        {
            State = reopened ? IncidentState.Open : state.State,
            Owner = null,
            ClaimedAt = null,
            ReleasedAt = at,
            Marks = state.Marks & ~IncidentMarks.DecisionForced,
        };
    }

    private static Incident Progress(this Incident state, DateTimeOffset at) => state with { ProgressAt = at };

    private static Incident Dispatch(this Incident state, ResponderDispatched e, DateTimeOffset at) => state.Progress(at) with
    {
        State = state.State == IncidentState.Claimed ? IncidentState.Dispatched : state.State,
        DispatchedAt = state.DispatchedAt ?? at,
        Assignments = state.Assignments.RemoveAll(a => a.Responder == e.Responder).Add(new Assignment(e.Responder, AssignmentState.Dispatched, at)),
        Marks = state.Marks & ~IncidentMarks.DecisionForced,
    };

    private static Incident Move(this Incident state, ResponderId responder, AssignmentState to, DateTimeOffset at, int? eta)
    {
        var now = state.Find(responder);
        return now is null ? state : state with
        {
            ProgressAt = at,
            Marks = state.Marks & ~IncidentMarks.ResponderUnanswered,
            Assignments = state.Assignments.Replace(now, now with { State = to, At = at, EtaMinutes = eta ?? now.EtaMinutes }),
            Notifications = state.Notifications
                .Select(n => n.Recipient == new RecipientRef(RecipientKind.Responder, responder.Value) ? n with { Answered = true } : n)
                .ToImmutableArray(),
        };
    }
}

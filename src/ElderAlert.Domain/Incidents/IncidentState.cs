namespace ElderAlert.Domain.Incidents;

/// <summary>Where an incident stands. Escalation is a position in the policy while nobody has responsibility, not a state.</summary>
public enum IncidentState
{
    /// <summary>No operator has it.</summary>
    Open,

    /// <summary>An operator has it.</summary>
    Claimed,

    /// <summary>A responder has been told to go.</summary>
    Dispatched,

    /// <summary>A responder is there.</summary>
    OnScene,

    /// <summary>The danger is over; the call-back is still owed.</summary>
    Resolved,

    /// <summary>Archived.</summary>
    Closed,
}

/// <summary>How an incident ended.</summary>
public enum Resolution
{
    /// <summary>Somebody was in danger and was helped.</summary>
    Helped,

    /// <summary>Handed over to the ambulance, fire brigade or hospital.</summary>
    HandedOver,

    /// <summary>The person is well: pressed by accident, or the sensor was wrong.</summary>
    FalseAlarm,

    /// <summary>A test.</summary>
    Test,

    /// <summary>Equipment was repaired or replaced, or recovered.</summary>
    EquipmentRestored,

    /// <summary>A question or a wish, answered.</summary>
    Enquiry,
}

/// <summary>What the call-back found.</summary>
public enum FollowUpResult
{
    Well,

    /// <summary>Needs another service (doctor, care, repair).</summary>
    NeedsService,

    /// <summary>In hospital or with family.</summary>
    Away,

    /// <summary>Nobody answered; another call-back is owed.</summary>
    NotReached,
}

/// <summary>A responder's way in one incident.</summary>
public enum AssignmentState
{
    Dispatched,
    EnRoute,
    OnScene,
    Cleared,
}

/// <summary>A loud mark, shown on every console until something is done.</summary>
[Flags]
public enum IncidentMarks
{
    None = 0,

    /// <summary>Every step of every round was gone through and nobody took responsibility.</summary>
    EscalationExhausted = 1,

    /// <summary>The directory knows nobody who could be told.</summary>
    NobodyToNotify = 2,

    /// <summary>No voice contact in time: the operator must decide (send somebody, call 120), not ignore.</summary>
    DecisionForced = 4,

    /// <summary>A deadline of the rescue has passed and the supervisor has been told.</summary>
    Overdue = 8,

    /// <summary>The resident or the device said that it was nothing; to be confirmed.</summary>
    CancelRequested = 16,

    /// <summary>A dispatched responder has not answered, or cannot come, and nobody else is on the way.</summary>
    ResponderUnanswered = 32,

    /// <summary>The home was in test mode when it opened. It still needs an operator's look.</summary>
    TestMode = 64,

    /// <summary>The cancel came after the grace period.</summary>
    CancelLate = 128,

    /// <summary>A suspected fall, cancelled, after which somebody moved: it waits longer for an operator, and never ends by itself.</summary>
    Watched = 256,

    /// <summary>Nothing moved after a suspected fall.</summary>
    NoMotion = 512,

    /// <summary>All that is known comes from a signal that tells of something a while ago.</summary>
    LateSignal = 1024,

    /// <summary>It was called over and came back.</summary>
    Reopened = 2048,

    /// <summary>It was called over, and a sensor goes on reporting it.</summary>
    StillReporting = 4096,

    /// <summary>A sensor that is not on file reported it.</summary>
    UnknownDevice = 8192,

    /// <summary>The policy wants an outside line called, and nobody has called one.</summary>
    OutsideLineAsked = 16384,
}

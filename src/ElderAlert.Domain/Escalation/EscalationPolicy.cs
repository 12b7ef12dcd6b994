using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Escalation;

/// <summary>Who a step tells.</summary>
public enum TargetKind
{
    /// <summary>The consoles of everybody signed on. They see every incident anyway; the step only sounds the alarm again.</summary>
    OperatorsOnDuty,
    Supervisors,

    /// <summary>The first contact in order who has not been told yet.</summary>
    NextContact,
    AllContacts,

    /// <summary>The nearest responder on duty who has not been told yet.</summary>
    NearestResponder,

    /// <summary>Supervisors, all contacts and the nearest responder.</summary>
    Everybody,
}

/// <summary>One target of a step.</summary>
/// <param name="Kind">Who.</param>
/// <param name="Channels">How; a person without an address for a channel is told by the others. Empty for consoles.</param>
public sealed record EscalationTarget(TargetKind Kind, IReadOnlyList<Channel> Channels);

/// <summary>One step: who is told, and how long to wait for somebody to take responsibility.</summary>
/// <param name="Targets">Told at once, in parallel.</param>
/// <param name="Wait">From the step's start to the next step's.</param>
public sealed record EscalationStep(IReadOnlyList<EscalationTarget> Targets, TimeSpan Wait);

/// <summary>How long each part of the loop may take before it re-opens or goes up. Defaults: DESIGN.md section 5.</summary>
/// <param name="Delivery">A notification that awaits an answer must be delivered within this; otherwise the next contact is told, and this one called.</param>
/// <param name="Answer">It must be answered within this.</param>
/// <param name="VoiceContact">After a claim: no voice contact by then forces a decision.</param>
/// <param name="ClaimProgress">After a claim or the last progress: nothing happening by then re-opens the incident.</param>
/// <param name="AcknowledgeProgress">After a contact took responsibility: nobody on scene and no claim by then resumes the escalation.</param>
/// <param name="OnScene">After a dispatch: a responder must be on scene.</param>
/// <param name="Resolve">After the first responder came on scene: the danger must be over.</param>
/// <param name="FollowUp">After resolving: the call-back must be done.</param>
/// <param name="Repeat">An overdue deadline, or an exhausted escalation, sounds again this often until something happens.</param>
public sealed record PolicyTimes(
    TimeSpan Delivery,
    TimeSpan Answer,
    TimeSpan VoiceContact,
    TimeSpan ClaimProgress,
    TimeSpan AcknowledgeProgress,
    TimeSpan OnScene,
    TimeSpan Resolve,
    TimeSpan FollowUp,
    TimeSpan Repeat);

/// <summary>Who is told how, when, how long to wait, and how often to go round. A copy is kept in each incident when it opens.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The policy's id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Lane">The queue that it is for.</param>
/// <param name="Steps">In order; at least one.</param>
/// <param name="Rounds">How often the steps are gone through before the escalation counts as exhausted; at least one.</param>
/// <param name="Times">How long each part of the loop may take.</param>
/// <param name="Signals">How long signals belong together; null means <see cref="SignalTimes.Default"/>.</param>
/// <param name="Priorities">What makes an incident how urgent; null means <see cref="PriorityScale.Default"/>.</param>
public sealed record EscalationPolicy(
    CentreId Centre,
    PolicyId Id,
    string Name,
    Lane Lane,
    IReadOnlyList<EscalationStep> Steps,
    int Rounds,
    PolicyTimes Times,
    SignalTimes? Signals = null,
    PriorityScale? Priorities = null) : DirectoryItem(Centre)
{
    /// <summary>How long signals belong together under this policy.</summary>
    public SignalTimes SignalTimes => Signals ?? SignalTimes.Default;

    /// <summary>What makes an incident how urgent under this policy.</summary>
    public PriorityScale Scale => Priorities ?? PriorityScale.Default;

    public override string Key => Id.Value;
}

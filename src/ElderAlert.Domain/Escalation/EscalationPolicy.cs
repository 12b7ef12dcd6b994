using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Escalation;

/// <summary>Who a step tells. Only people who can be told now count: on duty or within their hours, with a number that has been verified.</summary>
public enum TargetKind
{
    /// <summary>
    /// The consoles of everybody signed on: they see every incident anyway, the step sounds the alarm again. With channels, also the
    /// phones of the operators whom a rota has on duty. Without anybody signed on, danger to life rings the supervisors at once.
    /// </summary>
    OperatorsOnDuty,

    /// <summary>The supervisors on duty.</summary>
    Supervisors,

    /// <summary>The first contact in order who has not been told yet.</summary>
    NextContact,
    AllContacts,

    /// <summary>The nearest responder on duty who serves the home's area and has not been told yet.</summary>
    NearestResponder,

    /// <summary>Supervisors, all contacts and the nearest responder.</summary>
    Everybody,

    /// <summary>One contact, by id; nobody in homes whose contact it is not.</summary>
    NamedContact,

    /// <summary>120, 119 or 110: every console is told loudly to call it. A machine does not call it: somebody must answer its questions.</summary>
    OutsideLine,
}

/// <summary>One target of a step.</summary>
/// <param name="Kind">Who.</param>
/// <param name="Channels">How; a person without an address for a channel is told by the others. Empty for consoles and outside lines.</param>
/// <param name="Contact">Whom, for <see cref="TargetKind.NamedContact"/>.</param>
/// <param name="Line">Which number, for <see cref="TargetKind.OutsideLine"/>.</param>
/// <param name="Most">How many people, for <see cref="TargetKind.NextContact"/> and <see cref="TargetKind.NearestResponder"/>; null: one.</param>
/// <param name="WithinM">Responders of known place who are further away than this many metres are left out; null: any distance.</param>
/// <param name="Otherwise">Who instead when nobody of this target can be told now; null: nobody.</param>
public sealed record EscalationTarget(
    TargetKind Kind,
    IReadOnlyList<Channel> Channels,
    ContactId? Contact = null,
    string? Line = null,
    int? Most = null,
    double? WithinM = null,
    EscalationTarget? Otherwise = null)
{
    /// <summary>This target and those that stand in for it.</summary>
    public IEnumerable<EscalationTarget> WithOtherwise()
    {
        for (var target = this; target is not null; target = target.Otherwise)
        {
            yield return target;
        }
    }
}

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
/// <param name="Repeat">An overdue deadline, or an exhausted escalation, sounds again after this; each further pause is twice as long.</param>
/// <param name="EnRoute">After a dispatch: a responder must have set out; null: <see cref="DefaultEnRoute"/>.</param>
/// <param name="Takeover">While help is on the way or there: an incident whose operator has gone must be claimed again; null: <see cref="DefaultTakeover"/>.</param>
/// <param name="LongestRepeat">Beyond this the pauses do not grow, nor below <paramref name="Repeat"/>; null: <see cref="DefaultLongestRepeat"/>.</param>
public sealed record PolicyTimes(
    TimeSpan Delivery,
    TimeSpan Answer,
    TimeSpan VoiceContact,
    TimeSpan ClaimProgress,
    TimeSpan AcknowledgeProgress,
    TimeSpan OnScene,
    TimeSpan Resolve,
    TimeSpan FollowUp,
    TimeSpan Repeat,
    TimeSpan? EnRoute = null,
    TimeSpan? Takeover = null,
    TimeSpan? LongestRepeat = null)
{
    /// <summary>The 120 centres' plan: 95 % of those sent have set out within three minutes.</summary>
    public static readonly TimeSpan DefaultEnRoute = TimeSpan.FromMinutes(3);

    /// <summary>As long as an unclaimed life alarm waits before everybody is told.</summary>
    public static readonly TimeSpan DefaultTakeover = TimeSpan.FromSeconds(60);

    /// <summary>Half an hour: 5, 10, 20, then every 30 minutes with the default of <see cref="Repeat"/>.</summary>
    public static readonly TimeSpan DefaultLongestRepeat = TimeSpan.FromMinutes(30);

    /// <summary>The pause after something has sounded so often in a row.</summary>
    public TimeSpan PauseAfter(int times)
    {
        var longest = LongestRepeat ?? DefaultLongestRepeat;
        var pause = Repeat;
        for (var sounded = 1; sounded < times && pause < longest; sounded++)
        {
            pause *= 2;
        }

        return pause < longest || Repeat > longest ? pause : longest;
    }
}

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
/// <param name="FanOutFrom">From this priority on, the steps of the first round do not wait for each other: everybody is told at once. Null: never.</param>
/// <param name="ConsiderateRounds">
/// In so many rounds people outside their hours or off duty, and numbers that nobody has verified, are left alone while there are others.
/// Default 1; the last round of danger to life never leaves anybody alone.
/// </param>
public sealed record EscalationPolicy(
    CentreId Centre,
    PolicyId Id,
    string Name,
    Lane Lane,
    IReadOnlyList<EscalationStep> Steps,
    int Rounds,
    PolicyTimes Times,
    SignalTimes? Signals = null,
    PriorityScale? Priorities = null,
    Priority? FanOutFrom = null,
    int ConsiderateRounds = 1) : DirectoryItem(Centre)
{
    /// <summary>How long signals belong together under this policy.</summary>
    public SignalTimes SignalTimes => Signals ?? SignalTimes.Default;

    /// <summary>What makes an incident how urgent under this policy.</summary>
    public PriorityScale Scale => Priorities ?? PriorityScale.Default;

    public override string Key => Id.Value;

    /// <summary>Whether everybody is told in that round, whatever the hour: rather woken than nobody. Nobody is woken for equipment.</summary>
    public bool IsLastResort(int round) => Lane == Lane.Life && round > Math.Min(ConsiderateRounds, Rounds - 1);

    /// <summary>Whether the steps of that round begin together.</summary>
    public bool FansOut(Priority priority, int round) => round == 1 && priority >= FanOutFrom;
}

using BenchmarkDotNet.Attributes;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Benchmarks;

/// <summary>
/// Deciding and applying one signal, without a disk: one that joins, one that opens an incident, one that re-opens it. A signal must cost
/// the same however many have joined before it.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DecisionBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 0, TimeSpan.Zero);
    private static readonly EscalationPolicy Policy = DefaultPolicies.Life(new CentreId("c"));
    private static readonly HouseholdFacts Home = new(new HouseholdId("h"), 2, LivesAlone: true);
    private static readonly Signal Press = new("b-1", new DeviceId("d"), SignalKind.Sos, SignalState.Active, Now);
    private static readonly ContactMethod[] Phone = [new(Channel.Sms, "+8610000000000"), new(Channel.Voice, "+8610000000000")];

    private static readonly Roster Roster = new(
        [.. Enumerable.Range(0, 3).Select(i => new Recipient(new RecipientRef(RecipientKind.Contact, $"c{i}"), Phone, Language.Chinese))],
        [.. Enumerable.Range(0, 20).Select(i => new Recipient(new RecipientRef(RecipientKind.Responder, $"r{i}"), Phone, Language.Chinese))],
        [new Recipient(new RecipientRef(RecipientKind.Supervisor, "s"), Phone, Language.Chinese)]);

    private Incident _open = null!;
    private Incident _resolved = null!;

    /// <summary>How many signals have joined the incident already.</summary>
    [Params(1, 1_000, 100_000)]
    public int Joined { get; set; }

    /// <summary>One incident that is being joined, and the same after it was called over.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _open = IncidentDecider.Decide(null, new ReceiveSignal(new IncidentId("i"), Press, Home, Roster), Policy, Now).After!;
        for (var i = 1; i < Joined; i++)
        {
            _open = Join();
        }

        _resolved = _open.Apply(new IncidentResolved(Actor.System, Resolution.FalseAlarm, Note: null), Now, position: 0);
    }

    /// <summary>A repeated press.</summary>
    [Benchmark]
    public Incident Join() => IncidentDecider.Decide(_open, new ReceiveSignal(_open.Id, Press, Home, Roster.Empty), Policy, Now).After!;

    /// <summary>A first press.</summary>
    [Benchmark]
    public Incident Open() => IncidentDecider.Decide(null, new ReceiveSignal(new IncidentId("i"), Press, Home, Roster), Policy, Now).After!;

    /// <summary>A press soon after the danger was called over.</summary>
    [Benchmark]
    public Incident Reopen() => IncidentDecider.Decide(_resolved, new ReceiveSignal(_open.Id, Press, Home, Roster), Policy, Now).After!;

    /// <summary>The soonest deadline of an incident.</summary>
    [Benchmark]
    public Deadline? NextDeadline() => EscalationSchedule.NextDeadline(_open);
}

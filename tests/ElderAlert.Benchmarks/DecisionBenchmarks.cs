using BenchmarkDotNet.Attributes;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Benchmarks;

/// <summary>Deciding and applying one signal, without a disk: one that joins, and one that opens an incident.</summary>
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

    /// <summary>One incident that is being joined.</summary>
    [GlobalSetup]
    public void Setup() => _open = IncidentDecider.Decide(null, new ReceiveSignal(new IncidentId("i"), Press, Home, Roster), Policy, Now).After!;

    /// <summary>A repeated press.</summary>
    [Benchmark]
    public Incident Join() => IncidentDecider.Decide(_open, new ReceiveSignal(_open.Id, Press, Home, Roster.Empty), Policy, Now).After!;

    /// <summary>A first press.</summary>
    [Benchmark]
    public Incident Open() => IncidentDecider.Decide(null, new ReceiveSignal(new IncidentId("i"), Press, Home, Roster), Policy, Now).After!;

    /// <summary>The soonest deadline of an incident.</summary>
    [Benchmark]
    public Deadline? NextDeadline() => EscalationSchedule.NextDeadline(_open);
}

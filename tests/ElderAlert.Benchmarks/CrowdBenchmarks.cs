using BenchmarkDotNet.Attributes;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Writing;

namespace ElderAlert.Benchmarks;

/// <summary>
/// The writer's whole work for one signal but the disk: looking up device, home, facts, incident and who can be told, deciding, and laying
/// the entries into the batch. It must cost the same however many incidents are open.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class CrowdBenchmarks
{
    private const int Contacts = 3;
    private const int Responders = 20;
    private static readonly CentreId Centre = new("c");
    private static readonly AreaId Town = new("a");
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 0, TimeSpan.Zero);
    private static readonly ContactMethod[] Phone = [new(Channel.Sms, "+8610000000000"), new(Channel.Voice, "+8610000000000")];

    private readonly LiveState _live = new();

    /// <summary>How many homes have an open incident.</summary>
    [Params(10, 1_000, 100_000)]
    public int Open { get; set; }

    /// <summary>So many homes with an incident each, and one without.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var entries = new List<JournalEntry>(Open);
        for (var i = 0; i < Open; i++)
        {
            var opened = new IncidentOpened(
                Home(i), Lane.Life, SignalKind.Sos, new PriorityAssessment(Priority.High, []), DefaultPolicies.Life(Centre), Press(i), Actor.System, Note: null);
            entries.Add(new JournalEntry(Centre, i + 1, Now, opened, new IncidentId($"i{i}"), Home(i)));
        }

        _live.Load(new JournalSnapshot(new Dictionary<CentreId, long> { [Centre] = Open }, File(), entries));
    }

    /// <summary>A further press in a home with an incident.</summary>
    [Benchmark]
    public Incident Join() => Take(Open / 2);

    /// <summary>A first press in the home without.</summary>
    [Benchmark]
    public Incident Begin() => Take(Open);

    private Incident Take(int home)
    {
        var batch = new Batch(_live, Now, works: 1);
        new SignalWork(Press(home)).Decide(batch);
        return batch.Touched.Single();
    }

    private static HouseholdId Home(int i) => new($"h{i}");

    private static Signal Press(int i) => new($"b-{i}", new DeviceId($"d{i}"), SignalKind.Sos, SignalState.Active, Now);

    private List<DirectoryItem> File()
    {
        List<DirectoryItem> file = [new Centre(Centre, "96345", "96345", Town, "Asia/Shanghai"), new Area(Centre, Town, null, AreaLevel.Town, "Town", null)];
        for (var i = 0; i <= Open; i++)
        {
            file.Add(new Household(Centre, Home(i), Town, "Chen", "Lane 3", null, null, null));
            file.Add(new Resident(Centre, new ResidentId($"p{i}"), Home(i), "Chen", 1941, 2, LivesAlone: true, []));
            file.Add(new Device(Centre, new DeviceId($"d{i}"), Home(i), DeviceType.Pendant));
        }

        file.AddRange(Enumerable.Range(0, Contacts).Select(i => new Contact(Centre, new ContactId($"k{i}"), Home(Open), "Chen", "son", i, Phone)));
        file.AddRange(Enumerable.Range(0, Responders).Select(i =>
            new Responder(Centre, new ResponderId($"r{i}"), "Lu", ResponderRole.Volunteer, [Town], Phone, new GeoPoint(29.59, 120.83))));
        file.Add(new Operator(Centre, new OperatorId("s"), "He", OperatorRole.Supervisor, "-", Phone));
        return file;
    }
}

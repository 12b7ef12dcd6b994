using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Storage.Tests;

/// <summary>Fictional people in trouble.</summary>
internal static class Samples
{
    public const string SecretName = "王秀英 of Lane 7";
    public static readonly CentreId Centre = new("shengzhou");
    public static readonly CentreId OtherCentre = new("elsewhere");
    public static readonly HouseholdId Home = new("h-1");
    public static readonly HouseholdId OtherHome = new("h-2");
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 12, 7, 123, TimeSpan.FromHours(8));

    /// <summary>A batch; incidents that its entries tell of and that are not given are closed.</summary>
    public static CommitBatch Batch(
        IReadOnlyList<JournalEntry>? entries = null,
        IReadOnlyList<SignalRow>? signals = null,
        IReadOnlyList<Incident>? incidents = null,
        IReadOnlyList<DirectoryItem>? upserts = null,
        IReadOnlyList<DirectoryItem>? deletes = null,
        IReadOnlyList<RequestRow>? requests = null) =>
        new(entries ?? [], signals ?? [], StatesOf(entries ?? [], incidents ?? []), upserts ?? [], deletes ?? [], requests ?? []);

    public static JournalEntry Note(long position, string text = "she is awake", HouseholdId? household = null, CentreId? centre = null, string? incident = null) =>
        new(
            centre ?? Centre,
            position,
            Now.AddTicks(position),
            new NoteAdded(Actor.System, text),
            new IncidentId(incident ?? (centre is null ? "i-1" : $"i-1-{centre}")),
            household ?? Home);

    /// <summary>The entry that tells of a row that is written or removed.</summary>
    public static JournalEntry Filed(long position, DirectoryItem item, bool deleted = false) => new(
        item.Centre,
        position,
        Now.AddTicks(position),
        new DirectoryChanged(item.GetType().Name, item.Key, Actor.System, deleted),
        Incident: null,
        item.SealedFor);

    /// <summary>Entries from a position on.</summary>
    public static IReadOnlyList<JournalEntry> Notes(long first, int count, CentreId? centre = null) =>
        [.. Enumerable.Range(0, count).Select(i => Note(first + i, $"note {first + i}", centre: centre))];

    public static Signal Signal(string id, string device = "pendant-1") =>
        new(id, new DeviceId(device), SignalKind.Sos, SignalState.Active, Now, Detail: new Dictionary<string, string> { ["room"] = "bathroom" });

    public static SignalRow SignalRow(string id, long position, IncidentId? incident = null, string device = "pendant-1") =>
        new(Signal(id, device), Centre, incident, position);

    public static IncidentOpened Opened(HouseholdId? household = null) => new(
        household ?? Home,
        Lane.Life,
        SignalKind.Sos,
        new PriorityAssessment(Priority.Critical, [PriorityReason.Kind, PriorityReason.LivesAlone]),
        DefaultPolicies.Life(Centre),
        Signal("b3c1-17"),
        new Actor(ActorKind.Device, "pendant-1"),
        null);

    public static Incident Incident(string id, IncidentState state = IncidentState.Open, HouseholdId? household = null, int minute = 0, long position = 1) => new()
    {
        Id = new IncidentId(id),
        Centre = Centre,
        Household = household ?? Home,
        Lane = Lane.Life,
        Kind = SignalKind.Sos,
        Kinds = [SignalKind.Sos],
        Priority = new PriorityAssessment(Priority.Critical, [PriorityReason.Kind]),
        State = state,
        Policy = DefaultPolicies.Life(Centre),
        OpenedAt = Now.AddMinutes(minute),
        Position = position,
        SignalCount = 1,
        LastSignalAt = Now,
        StepStartedAt = Now,
        RoundStartedAt = Now,
    };

    private static Incident[] StatesOf(IReadOnlyList<JournalEntry> entries, IReadOnlyList<Incident> given)
    {
        var told = entries.Where(e => e.Incident is not null).GroupBy(e => e.Incident!.Value).ToDictionary(g => g.Key, g => g.Last());
        var others = told.Values.Where(e => given.All(i => i.Id != e.Incident))
            .Select(e => Incident(e.Incident!.Value.Value, IncidentState.Closed, e.SealedFor) with { Centre = e.Centre });
        return [.. given.Concat(others).Select(i => told.TryGetValue(i.Id, out var last) ? i with { Position = last.Position } : i)];
    }

    public static Household Household(HouseholdId? id = null, CentreId? centre = null) => new(
        centre ?? Centre,
        id ?? Home,
        new AreaId("330683-1"),
        SecretName,
        "Lane 7, door 3",
        new GeoPoint(29.59, 120.83),
        "+8657583000000",
        "key safe 4711");
}

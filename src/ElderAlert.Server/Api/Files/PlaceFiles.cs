using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Retention;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api.Files;

/// <summary>The centre itself, on the wire.</summary>
/// <param name="Name">What the hotline is called.</param>
/// <param name="Hotline">The number that people dial.</param>
/// <param name="TimeZone">IANA name of the local time.</param>
/// <param name="Area">The area that it serves.</param>
/// <param name="QuietHours">When routine notices wait, in local time; left out or empty: never.</param>
/// <param name="Retention">How long text about people is kept; left out, it stays as it is.</param>
internal sealed record CentreDocument(
    string Name,
    string Hotline,
    string TimeZone,
    AreaId? Area = null,
    IReadOnlyList<WeeklyHours>? QuietHours = null,
    RetentionPolicy? Retention = null) : FileDocument;

/// <summary>An area, on the wire.</summary>
internal sealed record AreaDocument(string Name, AreaLevel Level, AreaId? Parent = null, GeoPoint? Location = null) : FileDocument;

/// <summary>A household, on the wire. Entry data is written here and read only while working an incident.</summary>
internal sealed record HouseholdDocument(
    PrivateText Name,
    PrivateText Address,
    AreaId Area,
    GeoPoint? Location = null,
    PrivateText? Phone = null,
    PolicyId? Policy = null) : FileDocument
{
    /// <summary>Replaces the entry data; an empty text takes it away, leaving it out keeps it. Never read back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PrivateText? EntryData { get; init; }

    /// <summary>Whether entry data is on file; only read.</summary>
    public bool? HasEntryData { get; init; }
}

/// <summary>An escalation policy, on the wire.</summary>
internal sealed record PolicyDocument(
    string Name,
    Lane Lane,
    IReadOnlyList<EscalationStep> Steps,
    int Rounds,
    PolicyTimes Times,
    SignalTimes? Signals = null,
    PriorityScale? Priorities = null,
    Priority? FanOutFrom = null,
    int ConsiderateRounds = 1) : FileDocument;

/// <summary>Centre, areas, households and policies.</summary>
internal static class PlaceFiles
{
    /// <summary>A centre comes to be with an import on the command line; its own administrators only change it.</summary>
    public static readonly FileKind<Centre, CentreDocument> Centres = new()
    {
        Path = "centres",
        Name = "centre",
        Prefix = "centre",
        CanAdd = false,
        Show = c => new CentreDocument(c.Name, c.Hotline, c.TimeZone, c.Area, c.QuietHours, c.Retention ?? RetentionPolicy.Default) { Id = c.Key },
        Texts = (c, _) => [c.Name, c.Hotline],
        Read = (to, d) => new Centre(
            to.Centre,
            Fields.Text(d.Name, "name"),
            Fields.Text(d.Hotline, "hotline", 40),
            d.Area,
            Fields.Zone(d.TimeZone, "timeZone"),
            d.QuietHours,
            d.Retention ?? to.Before?.Retention),
    };

    public static readonly FileKind<Area, AreaDocument> Areas = new()
    {
        Path = "areas",
        Name = "area",
        Prefix = "area",
        Listed = 1_000,
        Show = a => new AreaDocument(a.Name, a.Level, a.Parent, a.Location) { Id = a.Key },
        Texts = (a, _) => [a.Name, a.Key],
        Read = (to, d) => new Area(to.Centre, new AreaId(to.Id), d.Parent, d.Level, Fields.Text(d.Name, "name"), Fields.Place(d.Location, "location")),
    };

    /// <summary>Listed as summaries, twenty at a time: the list is the console's search.</summary>
    public static readonly FileKind<Household, HouseholdDocument> Households = new()
    {
        Path = "households",
        Name = "household",
        Prefix = "hh",
        Listed = 20,
        Show = h => new HouseholdDocument(h.Name, h.Address, h.Area, h.Location, h.Phone, h.Policy)
        {
            Id = h.Key,
            HasEntryData = h.EntryData is not null,
        },
        ShowInList = HouseholdSummary.Of,
        Texts = (h, directory) => directory.ResidentsOf(h.Id)
            .Select(r => r.Name.Value)
            .Append(h.Key).Append(h.Name.Value).Append(h.Address.Value).Append(h.Phone is { } phone ? phone.Value : null),
        Read = (to, d) => new Household(
            to.Centre,
            new HouseholdId(to.Id),
            d.Area,
            Fields.Text(d.Name.Value, "name"),
            Fields.Text(d.Address.Value, "address"),
            Fields.Place(d.Location, "location"),
            Fields.Optional(d.Phone, "phone"),
            d.EntryData is null ? to.Before?.EntryData : Fields.Optional(d.EntryData, "entryData"),
            d.Policy),
    };

    public static readonly FileKind<EscalationPolicy, PolicyDocument> Policies = new()
    {
        Path = "policies",
        Name = "policy",
        Prefix = "policy",
        Show = p => new PolicyDocument(p.Name, p.Lane, p.Steps, p.Rounds, p.Times, p.Signals, p.Priorities, p.FanOutFrom, p.ConsiderateRounds) { Id = p.Key },
        Texts = (p, _) => [p.Name, p.Key],
        Read = (to, d) => new EscalationPolicy(
            to.Centre,
            new PolicyId(to.Id),
            Fields.Text(d.Name, "name"),
            d.Lane,
            d.Steps,
            d.Rounds,
            d.Times,
            d.Signals,
            d.Priorities,
            d.FanOutFrom,
            d.ConsiderateRounds),
    };
}

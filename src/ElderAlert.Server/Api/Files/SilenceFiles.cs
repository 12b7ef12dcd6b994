using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;

namespace ElderAlert.Server.Api.Files;

/// <summary>A device profile, on the wire.</summary>
internal sealed record DeviceProfileDocument(string Name, TimeSpan Heartbeat, TimeSpan LostAfter) : FileDocument;

/// <summary>The numbers of the silence rules, on the wire.</summary>
internal sealed record SilencePolicyDocument(
    OutageLimits Outage, BatteryLimits Battery, InactivityLimits Inactivity, AbsenceLimits Absence) : FileDocument;

/// <summary>An absence, on the wire.</summary>
internal sealed record AbsenceDocument(
    HouseholdId Household,
    AbsenceReason Reason,
    DateTimeOffset From,
    DateTimeOffset To,
    ResidentId? Resident = null,
    PrivateText? Note = null) : FileDocument
{
    /// <summary>When movement first spoke against it; only read.</summary>
    public DateTimeOffset? SomebodyHomeAt { get; init; }
}

/// <summary>Device profiles, silence policies and absences.</summary>
internal static class SilenceFiles
{
    public static readonly FileKind<DeviceProfile, DeviceProfileDocument> Profiles = new()
    {
        Path = "device-profiles",
        Name = "device profile",
        Prefix = "profile",
        Show = p => new DeviceProfileDocument(p.Name, p.Heartbeat, p.LostAfter) { Id = p.Key },
        Texts = (p, _) => [p.Name, p.Key],
        Read = (to, d) => new DeviceProfile(to.Centre, new ProfileId(to.Id), Fields.Text(d.Name, "name"), d.Heartbeat, d.LostAfter),
    };

    public static readonly FileKind<SilencePolicy, SilencePolicyDocument> Policies = new()
    {
        Path = "silence-policies",
        Name = "silence policy",
        Prefix = "silence",
        Show = p => new SilencePolicyDocument(p.Outage, p.Battery, p.Inactivity, p.Absence) { Id = p.Key },
        Texts = (p, _) => [p.Key],
        Read = (to, d) => new SilencePolicy(to.Centre, new PolicyId(to.Id), d.Outage, d.Battery, d.Inactivity, d.Absence),
    };

    /// <summary>Families announce absences by phone, so that every operator may write them.</summary>
    public static readonly FileKind<Absence, AbsenceDocument> Absences = new()
    {
        Path = "absences",
        Name = "absence",
        Prefix = "abs",
        WritePolicy = Auth.Policies.Console,
        Home = a => a.Household,
        Show = a => new AbsenceDocument(a.Household, a.Reason, a.From, a.To, a.Resident, a.Note) { Id = a.Key, SomebodyHomeAt = a.SomebodyHomeAt },
        Texts = (a, directory) => [a.Key, directory.Find(a.Household)?.Name.Value],
        Read = (to, d) => new Absence(
            to.Centre, new AbsenceId(to.Id), d.Household, d.Resident, d.Reason, d.From.ToUniversalTime(), d.To.ToUniversalTime(), Fields.Optional(d.Note, "note"), to.Before?.SomebodyHomeAt),
    };
}

using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Engine.Directory;

/// <summary>
/// Who can be told about a home's incident, from the file. The centre is the incident's: it keeps its staff, though the home be taken off the file.
/// </summary>
internal static class Rosters
{
    /// <summary>Everybody, as if it were everybody's hour.</summary>
    public static Roster Of(DirectoryIndex directory, CentreId centre, HouseholdId household) =>
        Of(directory, household, Staff(directory, centre, DutyList.Free));

    /// <summary>Everybody, with who is within their hours and on duty at a moment.</summary>
    public static Roster Of(DirectoryIndex directory, CentreId centre, HouseholdId household, DateTimeOffset now) =>
        Of(directory, household, StaffAt(directory, centre, now));

    /// <summary>
    /// One person who was chosen to be told, as if it were their hour: they were on duty when that was decided. Null where they are not on file
    /// for that home any more.
    /// </summary>
    public static Recipient? Find(DirectoryIndex directory, CentreId centre, HouseholdId household, RecipientRef person) => person.Kind switch
    {
        RecipientKind.Contact => directory.Find(new ContactId(person.Id)) is { } contact && contact.Household == household ? Of(contact, local: null) : null,
        RecipientKind.Responder => directory.Find(new ResponderId(person.Id)) is { } responder && responder.Centre == centre
            ? Of(responder, distanceM: null, DutyList.Free)
            : null,
        RecipientKind.Supervisor => FindStaff(directory, centre, person, OperatorRole.Supervisor),
        RecipientKind.Operator => FindStaff(directory, centre, person, OperatorRole.Operator),
        _ => throw new ArgumentOutOfRangeException(nameof(person), person.Kind, "not a kind of recipient"),
    };

    /// <summary>Everybody, where the centre's part is known already.</summary>
    public static Roster Of(DirectoryIndex directory, HouseholdId household, StaffOnDuty staff) => new(
        directory.ContactsOf(household).Select(c => Of(c, staff.Local)).ToList(),
        directory.RespondersFor(household).Select(r => Of(r.Responder, r.DistanceM, staff.Duty)).ToList(),
        staff.Supervisors)
    {
        Operators = staff.Operators,
        QuietUntil = staff.QuietUntil,
    };

    /// <summary>The centre's part of every roster at a moment.</summary>
    public static StaffOnDuty StaffAt(DirectoryIndex directory, CentreId centre, DateTimeOffset now)
    {
        var zone = ZoneOf(directory, centre);
        var local = TimeZoneInfo.ConvertTime(now, zone);
        return Staff(directory, centre, DutyList.At(directory, centre, local)) with
        {
            Local = local,
            QuietUntil = QuietHours.EndAfter(directory.Find(centre)?.QuietHours, now, zone),
        };
    }

    /// <summary>The time zone that a centre's hours are written in; UTC for a centre that is not on file.</summary>
    public static TimeZoneInfo ZoneOf(DirectoryIndex directory, CentreId centre) =>
        directory.Find(centre) is { } file && TimeZoneInfo.TryFindSystemTimeZoneById(file.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private static StaffOnDuty Staff(DirectoryIndex directory, CentreId centre, DutyList duty)
    {
        var staff = directory.Of<Operator>(centre).OrderBy(o => o.Key, StringComparer.Ordinal).ToList();
        return new StaffOnDuty(
            duty,
            staff.Where(o => o.Role == OperatorRole.Supervisor).Select(o => Of(o, RecipientKind.Supervisor, duty)).ToList(),
            OnCall(directory, centre, staff, duty));
    }

    private static Recipient? FindStaff(DirectoryIndex directory, CentreId centre, RecipientRef person, OperatorRole role) =>
        directory.Find(new OperatorId(person.Id)) is { } on && on.Role == role && on.Centre == centre ? Of(on, person.Kind, DutyList.Free) : null;

    /// <summary>Operators are rung at home only where a rota says who is to be rung.</summary>
    private static List<Recipient> OnCall(DirectoryIndex directory, CentreId centre, List<Operator> staff, DutyList duty)
    {
        var ordered = directory.Of<Rota>(centre).Where(r => r.Of == RotaOf.Operators).SelectMany(r => r.Members).ToHashSet(StringComparer.Ordinal);
        return staff
            .Where(o => o.Role == OperatorRole.Operator && ordered.Contains(o.Key))
            .Select(o => Of(o, RecipientKind.Operator, duty))
            .ToList();
    }

    private static Recipient Of(Contact contact, DateTimeOffset? local) =>
        new(new RecipientRef(RecipientKind.Contact, contact.Key), contact.Methods, contact.Language)
        {
            IsAvailable = local is not { } at || contact.Hours is not { Count: > 0 } hours || hours.Any(h => h.Covers(at)),
        };

    private static Recipient Of(Responder responder, double? distanceM, DutyList duty) =>
        new(new RecipientRef(RecipientKind.Responder, responder.Key), responder.Methods, responder.Language)
        {
            IsAvailable = duty.IsOnDuty(RotaOf.Responders, responder.Key),
            DistanceM = distanceM,
        };

    private static Recipient Of(Operator person, RecipientKind kind, DutyList duty) =>
        new(new RecipientRef(kind, person.Key), person.Methods, person.Language)
        {
            IsAvailable = duty.IsOnDuty(RotaOf.Operators, person.Key),
        };
}

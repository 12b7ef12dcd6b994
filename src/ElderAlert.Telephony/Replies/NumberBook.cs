using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Telephony.Replies;

/// <summary>Whom a number belongs to. One person may be on file several times: the daughter of two homes, a neighbour who is also a volunteer.</summary>
/// <param name="Centre">In whose file.</param>
/// <param name="Ref">Who.</param>
/// <param name="Language">What they read.</param>
internal sealed record Writer(CentreId Centre, RecipientRef Ref, Language Language);

/// <summary>What somebody most likely answers.</summary>
internal sealed record Question(Writer Writer, Incident Incident);

/// <summary>Finds who writes from a number, and which notification they mean.</summary>
internal static class NumberBook
{
    /// <summary>Everybody on file with that number.</summary>
    public static IReadOnlyList<Writer> WritersOf(DirectoryIndex directory, string number) => directory.Centres
        .SelectMany(c => People(directory, c.Id))
        .Where(p => p.Methods.Any(m => m.Address.Value == number))
        .Select(p => p.Writer)
        .ToList();

    /// <summary>The incident that these people were told of last, one that is still being worked before one that is over; null where there is none.</summary>
    public static Question? LatestFor(IncidentEngine engine, IReadOnlyList<Writer> writers) => writers
        .SelectMany(w => engine.OpenIncidents(w.Centre), (w, i) => (Question: new Question(w, i), Told: ToldAt(i, w.Ref)))
        .Where(q => q.Told is not null)
        .OrderByDescending(q => q.Question.Incident.IsActive)
        .ThenByDescending(q => q.Told)
        .Select(q => q.Question)
        .FirstOrDefault();

    private static DateTimeOffset? ToldAt(Incident incident, RecipientRef person) => incident.Notifications
        .Where(n => n.Recipient == person && n.SendingAt is not null)
        .Max(n => n.SendingAt);

    private static IEnumerable<(Writer Writer, IReadOnlyList<ContactMethod> Methods)> People(DirectoryIndex directory, CentreId centre) =>
        directory.Of<Contact>(centre).Select(c => (new Writer(centre, new RecipientRef(RecipientKind.Contact, c.Key), c.Language), c.Methods))
            .Concat(directory.Of<Responder>(centre).Select(r => (new Writer(centre, new RecipientRef(RecipientKind.Responder, r.Key), r.Language), r.Methods)))
            .Concat(directory.Of<Operator>(centre).Select(o => (new Writer(centre, new RecipientRef(KindOf(o), o.Key), o.Language), o.Methods)));

    private static RecipientKind KindOf(Operator person) => person.Role == OperatorRole.Operator ? RecipientKind.Operator : RecipientKind.Supervisor;
}

using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Server.Family;

/// <summary>Makes the page's contents from the incident as committed.</summary>
internal sealed class FamilyViews(IncidentEngine engine, IJournal journal, TimeProvider time)
{
    /// <summary>The page for a visit.</summary>
    /// <param name="visit">Who looks at what.</param>
    /// <param name="language">The language that they chose on the page; null takes the one on file.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FamilyView> OfAsync(Visit visit, Language? language, CancellationToken cancellation)
    {
        var (incident, directory) = (visit.Incident, engine.Directory);
        var spoken = language ?? visit.Language;
        var (words, wording) = (FamilyWords.In(spoken), Wording.In(spoken));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(visit.Centre.TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);
        var names = directory.NamesOf(incident);
        var entries = await journal.ReadIncidentAsync(incident.Id, cancellation);
        var (stage, headline, detail) = Standing(incident, names, words, wording, zone);
        var home = visit.Person.Kind == RecipientKind.Responder && incident.IsActive ? directory.Find(incident.Household) : null;
        return new FamilyView
        {
            Words = words,
            Visit = visit,
            Title = TitleOf(incident, names, words, wording),
            RaisedAt = words.RaisedAt(FamilyView.TimeOf(TimeZoneInfo.ConvertTime(incident.OpenedAt, zone), today)),
            Today = today,
            OldNews = OldNews(incident, wording, zone),
            Stage = stage,
            Headline = headline,
            Detail = detail ?? PromisedFor(incident, entries, words, zone),
            Owner = incident.IsActive && stage is not FamilyStage.Nobody ? names.Owner?.Value : null,
            Steps = Steps(incident, words),
            Timeline = FamilyTimeline.Of(entries, directory, words, wording, zone),
            Task = TaskOf(incident, entries, visit.Person),
            HasPromised = incident.IsActive && incident.AcknowledgedBy == visit.Person,
            Address = home?.Address,
            Map = home?.Location is { } at ? new Uri(string.Create(CultureInfo.InvariantCulture, $"geo:{at.Latitude},{at.Longitude}")) : null,
            MayEnter = home?.EntryData is not null && IsOnDuty(incident, visit.Person),
            RequestId = Guid.NewGuid().ToString("N"),
        };
    }

    private static string TitleOf(Incident incident, IncidentNames names, FamilyWords words, Wording wording)
    {
        var title = words.Title(names.Residents.Value, wording.Dangers(incident));
        return incident.Marks.HasFlag(IncidentMarks.TestMode) ? $"{wording.Test} · {title}" : title;
    }

    /// <summary>As the message said it: when the device says that it happened, and when we heard of it; null for news that is fresh.</summary>
    private static string? OldNews(Incident incident, Wording wording, TimeZoneInfo zone) =>
        incident is { HappenedAt: { } happened } && incident.Marks.HasFlag(IncidentMarks.LateSignal)
            ? wording.OldNews(TimeZoneInfo.ConvertTime(happened, zone), TimeZoneInfo.ConvertTime(incident.ReopenedAt ?? incident.OpenedAt, zone))
            : null;

    private static (FamilyStage Stage, string Headline, string? Detail) Standing(
        Incident incident, IncidentNames names, FamilyWords words, Wording wording, TimeZoneInfo zone)
    {
        if (!incident.IsActive)
        {
            return (FamilyStage.Over, words.Over, incident.Resolution is { } resolution ? Sentence(wording.Ending(resolution)) : null);
        }

        if (IncidentNames.Leading(incident) is { } leading && names.Going is { Value: var going })
        {
            return leading.State switch
            {
                AssignmentState.OnScene => (FamilyStage.There, words.There(going), words.ThereSince(Clock(leading.At, zone))),
                AssignmentState.EnRoute => (FamilyStage.OnTheWay, words.OnTheWay(going), leading.EtaMinutes is { } minutes
                    ? words.Arriving(minutes, Clock(leading.At.AddMinutes(minutes), zone))
                    : words.SetOutAt(Clock(leading.At, zone))),
                _ => (FamilyStage.OnTheWay, words.Sent(going), words.SentDetail),
            };
        }

        return (names.AcknowledgedBy, names.Owner) switch
        {
            ({ Value: var taker }, _) => (FamilyStage.Taken, words.Promised(taker), null),
            (null, { Value: var owner }) => (FamilyStage.Taken, words.HasIt(owner), words.HasItDetail),
            (null, null) => (FamilyStage.Nobody, words.NobodyYet, words.NobodyYetDetail),
        };
    }

    /// <summary>When whoever promised to go will be there, as they said last; null where they did not say, or somebody else has set out.</summary>
    private static string? PromisedFor(Incident incident, IReadOnlyList<JournalEntry> entries, FamilyWords words, TimeZoneInfo zone) =>
        incident.IsActive && entries.LastOrDefault(e => e.Event is IncidentAcknowledged a && a.By == incident.AcknowledgedBy)
            is { Event: IncidentAcknowledged { EtaMinutes: { } minutes }, At: var at }
            ? words.Arriving(minutes, Clock(at.AddMinutes(minutes), zone))
            : null;

    private static IReadOnlyList<FamilyStep> Steps(Incident incident, FamilyWords words) =>
    [
        new(words.StepRaised, true),
        new(words.StepTaken, incident.IsTaken || incident.FirstClaimedAt is not null),
        new(words.StepGoing, incident.DispatchedAt is not null || !incident.Assignments.IsEmpty),
        new(words.StepThere, incident.OnSceneAt is not null),
        new(words.StepOver, !incident.IsActive),
    ];

    private static FamilyTask TaskOf(Incident incident, IReadOnlyList<JournalEntry> entries, RecipientRef person)
    {
        var mine = person.Kind == RecipientKind.Responder ? incident.Find(new ResponderId(person.Id)) : null;
        return (person.Kind, mine?.State, incident.IsActive) switch
        {
            (RecipientKind.Responder, AssignmentState.OnScene, _) when incident.State != IncidentState.Closed => FamilyTask.Leave,
            (RecipientKind.Responder, AssignmentState.Cleared, true) when HasDeclined(entries, person) => FamilyTask.SetOut,
            (RecipientKind.Responder, AssignmentState.Cleared, _) => FamilyTask.Done,
            (_, _, false) => FamilyTask.None,
            (RecipientKind.Responder, AssignmentState.EnRoute, _) => FamilyTask.Arrive,
            (RecipientKind.Responder, _, _) => FamilyTask.SetOut,
            (RecipientKind.Supervisor or RecipientKind.Operator, _, _) => incident.IsTaken ? FamilyTask.None : FamilyTask.TakeIt,
            _ => incident.State is IncidentState.OnScene ? FamilyTask.None : FamilyTask.Answer,
        };
    }

    /// <summary>Whoever did not leave but never came may still change their mind.</summary>
    private static bool HasDeclined(IReadOnlyList<JournalEntry> entries, RecipientRef person) => entries
        .LastOrDefault(e => e.Event is RecipientDeclined no && no.By == person
            || e.Event is ResponderDispatched sent && sent.Responder.Value == person.Id)
        is { Event: RecipientDeclined };

    private static bool IsOnDuty(Incident incident, RecipientRef person) =>
        incident.Find(new ResponderId(person.Id)) is { State: AssignmentState.EnRoute or AssignmentState.OnScene };

    private static string Clock(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

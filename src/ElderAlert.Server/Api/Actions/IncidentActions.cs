using System.Collections.Frozen;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Server.Api.Actions;

/// <summary>Everything that an operator can do to an incident (contract.ts, IncidentActions).</summary>
internal static class IncidentActions
{
    /// <summary>Longest note, in characters; the journal keeps it for years.</summary>
    private const int LongestNote = 4_000;

    /// <summary>By name.</summary>
    public static readonly FrozenDictionary<string, IncidentAction> All = new IncidentAction[]
    {
        new IncidentAction<EmptyBody>("claim", _ => (by, _) => new Claim(by)),
        new IncidentAction<EmptyBody>("release", _ => (by, context) => new Release(by, ReleaseReason.Operator, context.Roster)),
        new IncidentAction<NoteBody>("note", AddNote),
        new IncidentAction<StepBody>("step", TakeStep),
        new IncidentAction<ContactBody>("contact", body =>
            (by, context) => new NotifyByHand(by, new RecipientRef(body.Kind, body.Id), body.Channel, context.Roster)),
        new IncidentAction<ResponderBody>("dispatch", body => (by, context) => new Dispatch(by, body.Responder, context.Roster)),
        new IncidentAction<EnRouteBody>("en-route", body => (by, _) => new StartEnRoute(by, body.Responder, body.EtaMinutes)),
        new IncidentAction<ResponderBody>("on-scene", body => (by, _) => new ArriveOnScene(by, body.Responder)),
        new IncidentAction<ResponderBody>("clear", body => (by, _) => new ClearResponder(by, body.Responder)),
        new IncidentAction<CheckHouseholdBody>("check-household", CheckHousehold),
        new IncidentAction<ResolveBody>("resolve", Resolve),
        new IncidentAction<FollowUpBody>("follow-up", RecordFollowUp),
        new IncidentAction<EmptyBody>("close", _ => (by, _) => new Close(by)),
        new IncidentAction<EmptyBody>("escalate", _ => (by, context) => new Escalate(by, context.Roster)),
    }.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>A note that may be left out.</summary>
    /// <exception cref="JsonException">It is too long.</exception>
    public static PrivateText? Note(PrivateText? note) => note is { } text && !string.IsNullOrWhiteSpace(text.Value) ? Words(text, "note") : default(PrivateText?);

    private static CommandMaker AddNote(NoteBody body)
    {
        var text = Words(body.Text, "text");
        return (by, _) => new AddNote(by, text);
    }

    private static CommandMaker TakeStep(StepBody body)
    {
        var note = Note(body.Note);
        switch (body)
        {
            case { Step: GuideStep.VoiceContact, Reached: { } reached }:
                return (by, _) => new TryVoiceContact(by, reached, note);
            case { Step: GuideStep.OutsideLine, Line: { } line }:
                return (by, _) => new CallOutsideLine(by, line, note);
            default:
                throw Wrong(body.Step == GuideStep.VoiceContact ? "reached" : "line", "is missing");
        }
    }

    private static CommandMaker CheckHousehold(CheckHouseholdBody body)
    {
        var note = Note(body.Note);
        return (by, _) => new CheckHousehold(by, body.Household, body.Reached, note);
    }

    private static CommandMaker Resolve(ResolveBody body)
    {
        var note = Note(body.Note);
        return (by, _) => new Resolve(by, body.Resolution, note);
    }

    private static CommandMaker RecordFollowUp(FollowUpBody body)
    {
        var note = Note(body.Note);
        return (by, _) => new RecordFollowUp(by, body.Result, body.Satisfaction, note);
    }

    private static PrivateText Words(PrivateText text, string field) => text.Value.Trim() switch
    {
        "" => throw Wrong(field, "must not be empty"),
        { Length: > LongestNote } => throw Wrong(field, $"may have at most {LongestNote} characters"),
        var words => words,
    };

    private static JsonException Wrong(string field, string reason) => new(reason, field, lineNumber: null, bytePositionInLine: null);
}

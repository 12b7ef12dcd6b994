using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine;
using ElderAlert.Server.Api;

namespace ElderAlert.Server.Family;

/// <summary>What the holder of a link can do. Each needs a POST: a preview that opens the link for a messenger changes nothing.</summary>
internal sealed class FamilyActions(IncidentEngine engine)
{
    /// <summary>How it was said, in the journal.</summary>
    private const string Via = "link";

    /// <summary>Carries out an action of the page.</summary>
    /// <param name="visit">Who.</param>
    /// <param name="action">The last part of the form's address.</param>
    /// <param name="eta">Minutes, where the person chose some.</param>
    /// <param name="requestId">From the page: pressing twice acts once.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where there is no such action for this person.</returns>
    public async Task<CommandResult?> DoAsync(Visit visit, string action, string? eta, string requestId, CancellationToken cancellation)
    {
        var command = CommandOf(visit, action, eta);
        return command is null
            ? null
            : await engine.ExecuteAsync(visit.Centre.Id, visit.Incident.Id, command, KeyOf(requestId, action), cancellation);
    }

    /// <summary>Shows how to get in: journalled each time, and refused to whoever is not on the way or there.</summary>
    /// <returns>The text; null where it was refused, or nothing is on file.</returns>
    public async Task<PrivateText?> ViewEntryDataAsync(Visit visit, CancellationToken cancellation)
    {
        var viewed = await engine.ExecuteAsync(
            visit.Centre.Id, visit.Incident.Id, _ => new ViewEntryData(ResponderActor(visit)), requestId: null, cancellation);
        return viewed is CommandResult.Done ? engine.Directory.Find(visit.Incident.Household)?.EntryData : null;
    }

    private static Func<DecisionContext, IncidentCommand>? CommandOf(Visit visit, string action, string? eta)
    {
        var isResponder = visit.Person.Kind == RecipientKind.Responder;
        var responder = new ResponderId(visit.Person.Id);
        return action switch
        {
            "going" => _ => new Acknowledge(visit.Person, Via, Minutes(eta)),
            "cannot" => context => new Decline(visit.Person, Via, Text: null, context.Roster),
            "arrived" when isResponder => _ => new ArriveOnScene(ResponderActor(visit), responder),
            "left" when isResponder => _ => new ClearResponder(ResponderActor(visit), responder),
            _ => null,
        };
    }

    /// <summary>Null where the page sent no id, or none of ours: then it is done each time, and never taken for what somebody else did.</summary>
    private static string? KeyOf(string requestId, string action) =>
        requestId.Length is > 0 and <= RequestIds.Longest ? $"link:{requestId}:{action}" : null;

    private static Actor ResponderActor(Visit visit) => new(ActorKind.Responder, visit.Person.Id);

    private static int? Minutes(string? eta) => int.TryParse(eta, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;
}

using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>
/// An operator at the console. They look at the queue now and then and do the next sensible thing; under trouble they also forget, give back,
/// press what makes no sense, and send a request twice because its answer was lost.
/// </summary>
internal sealed class Desk(Actor me, Timeline world, Func<Life?> server, Ledger ledger, FaultCounter faults, Random random)
{
    private int _requests;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>Takes everything that is open at once and in order, as at the end of a shift.</summary>
    public bool IsTidying { get; set; }

    /// <summary>Sits at the console from now on.</summary>
    public void Work() => new Shift(world, ledger, () => random.Seconds(5, IsTidying ? 60 : 240), LookAsync).Begin();

    private async Task LookAsync()
    {
        if (server() is not { } life || life.Engine.OpenIncidents(TownFile.Centre) is not { Count: > 0 } queue)
        {
            return;
        }

        foreach (var incident in IsTidying ? queue : [random.Pick(queue)])
        {
            if (!random.Happens(Trouble.People))
            {
                await DoAsync(life, incident, NextStep(incident));
            }
            else if (random.Happens(0.5))
            {
                faults.Add("wrong button");
                await DoAsync(life, incident, AnyStep(incident));
            }
        }
    }

    private async Task DoAsync(Life life, Incident incident, Func<DecisionContext, IncidentCommand>? command)
    {
        if (command is null || life.IsDead)
        {
            return;
        }

        var request = $"{me.Id}-{++_requests}";
        var first = await TryAsync(life, incident.Id, command, request);
        if (first is null || random.Happens(Trouble.People / 3))
        {
            await Task.Delay(random.Seconds(0.1, 10), world);
            if (server() is { } again)
            {
                var second = await TryAsync(again, incident.Id, command, request);
                CheckSame(request, first, second);
            }
        }
    }

    private async Task<CommandResult?> TryAsync(Life life, IncidentId incident, Func<DecisionContext, IncidentCommand> command, string request)
    {
        try
        {
            return await life.Engine.ExecuteAsync(TownFile.Centre, incident, command, request, CancellationToken.None);
        }
        catch (EngineUnavailableException)
        {
            return null;
        }
    }

    /// <summary>A request that is sent twice is carried out once.</summary>
    private void CheckSame(string request, CommandResult? first, CommandResult? second)
    {
        if (first is CommandResult.Done once && second is not null)
        {
            ledger.Findings.Require(
                second is CommandResult.Done twice && twice.Position == once.Position,
                "a request is carried out once",
                () => $"{request} gave position {once.Position}, then {(second as CommandResult.Done)?.Position}");
        }
    }

    private Func<DecisionContext, IncidentCommand>? NextStep(Incident incident) => incident.State switch
    {
        IncidentState.Open => _ => new Claim(me),
        IncidentState.Resolved => incident.FollowUp is null or FollowUpResult.NotReached
            ? _ => new RecordFollowUp(me, !IsTidying && random.Happens(0.3) ? FollowUpResult.NotReached : FollowUpResult.Well, 5, null)
            : _ => new Close(me),
        _ when incident.Owner?.Value != me.Id => me.IsSupervisor || incident.Owner is null ? _ => new Claim(me) : null,
        _ when incident is { VoiceContactMade: false, OnSceneAt: null, OutsideLineCalled: false } => Reach(),
        _ => IsTidying || random.Happens(0.3) ? _ => new Resolve(me, random.Pick([Resolution.Helped, Resolution.FalseAlarm]), "words") : null,
    };

    private Func<DecisionContext, IncidentCommand> Reach()
    {
        var way = IsTidying ? 0 : random.Next(10);
        var isReached = IsTidying || random.Happens(0.6);
        return context => way switch
        {
            < 5 => new TryVoiceContact(me, isReached, null),
            < 8 when context.Roster.Responders.Count > 0 => new Dispatch(me, new ResponderId(context.Roster.Responders[0].Ref.Id), context.Roster),
            8 => new CallOutsideLine(me, "120", null),
            _ => new AddNote(me, "nobody picks up"),
        };
    }

    private Func<DecisionContext, IncidentCommand> ByHand(Incident incident, RecipientRef person)
    {
        ledger.ExpectByHand(incident.Id, person);
        return context => new NotifyByHand(me, person, Channel.Sms, context.Roster);
    }

    private Func<DecisionContext, IncidentCommand> AnyStep(Incident incident)
    {
        var guard = new ResponderId($"guard{random.Next(1, 4)}");
        var contact = incident.Notifications.Length > 0 ? random.Pick(incident.Notifications).Recipient : new RecipientRef(RecipientKind.Contact, "nobody");
        IncidentCommand plain = random.Next(12) switch
        {
            0 => new Claim(me),
            1 => new AddNote(me, "a note"),
            2 => new TryVoiceContact(me, Reached: false, null),
            3 => new StartEnRoute(me, guard, random.Next(-5, 60)),
            4 => new ArriveOnScene(me, guard),
            5 => new ClearResponder(me, guard),
            6 => new Resolve(me, Resolution.FalseAlarm, null),
            7 => new RecordFollowUp(me, FollowUpResult.NotReached, random.Next(0, 7), null),
            8 => new Close(me),
            9 => new ViewEntryData(me),
            10 => new CallOutsideLine(me, random.Happens(0.5) ? "119" : "", null),
            _ => new TryVoiceContact(me, Reached: true, null),
        };
        return random.Next(16) switch
        {
            0 or 1 => context => new Release(me, ReleaseReason.Operator, context.Roster),
            2 => context => new Escalate(me, context.Roster),
            3 => context => new Dispatch(me, guard, context.Roster),
            4 => ByHand(incident, contact),
            _ => _ => plain,
        };
    }
}

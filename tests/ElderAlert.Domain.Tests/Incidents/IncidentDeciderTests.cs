using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>Every command in every state: accepted, or refused with that code.</summary>
public sealed class IncidentDeciderTests
{
    private const string Ok = "ok";

    private static readonly Dictionary<string, Func<World>> States = new()
    {
        ["open"] = World.WithFall,
        ["claimed"] = World.Claimed,
        ["dispatched"] = World.Dispatched,
        ["onScene"] = World.OnScene,
        ["resolved"] = World.Resolved,
        ["closed"] = Closed,
    };

    private static readonly Dictionary<string, Func<World, IncidentCommand>> Commands = new()
    {
        ["claim"] = _ => new Claim(World.Wang),
        ["release"] = w => new Release(World.Wang, ReleaseReason.Operator, w.Roster),
        ["note"] = _ => new AddNote(World.Wang, "words"),
        ["voice"] = _ => new TryVoiceContact(World.Wang, Reached: true, null),
        ["line"] = _ => new CallOutsideLine(World.Wang, "120", null),
        ["contact"] = w => new NotifyByHand(World.Wang, World.Neighbour, Channel.Voice, w.Roster),
        ["dispatch"] = w => new Dispatch(World.Wang, World.Doctor, w.Roster),
        ["enRoute"] = _ => new StartEnRoute(World.Wang, World.Guard, 8),
        ["onScene"] = _ => new ArriveOnScene(World.Wang, World.Guard),
        ["clear"] = _ => new ClearResponder(World.Wang, World.Guard),
        ["resolve"] = _ => new Resolve(World.Wang, Resolution.Helped, null),
        ["followUp"] = _ => new RecordFollowUp(World.Wang, FollowUpResult.Well, 5, null),
        ["close"] = _ => new Close(World.Wang),
        ["escalate"] = w => new Escalate(World.Wang, w.Roster),
        ["entryData"] = _ => new ViewEntryData(World.Wang),
        ["acknowledge"] = _ => new Acknowledge(World.Daughter, "link", null),
        ["decline"] = w => new Decline(World.Daughter, "sms", null, w.Roster),
        ["reply"] = _ => new ReceiveReply(World.Daughter, "words"),
        ["report"] = w => new ReportNotification(w.State!.Notifications[0].Id, new ReportDelivered(), w.Roster),
        ["motion"] = _ => new ReportMotion(new DeviceId("d2")),
        ["deadlines"] = w => new CheckDeadlines(w.Roster),
        ["signal"] = w => new ReceiveSignal(new IncidentId("next"), w.Signal(SignalKind.Sos), w.Facts, w.Roster),
        ["cancel"] = w => new ReceiveSignal(new IncidentId("next"), w.Signal(SignalKind.Cancel), w.Facts, w.Roster),
        ["outage"] = _ => new ReportOutage(new IncidentId("next"), new AreaId("a1"), [new HomeAtRisk(World.Home, 2, LivesAlone: true)]),
        ["check"] = _ => new CheckHousehold(World.Wang, World.Home, Reached: true, null),
        ["back"] = _ => new ReportHouseholdBack(World.Home),
        ["fold"] = _ => new Fold(new IncidentId("outage")),
        ["phone"] = w => new OpenByPhone(new IncidentId("next"), World.Wang, SignalKind.Sos, w.Facts, null, w.Roster),
    };

    public static TheoryData<string, string, string> Table()
    {
        var table = new TheoryData<string, string, string>();
        string[] states = ["open", "claimed", "dispatched", "onScene", "resolved", "closed"];
        Row("claim", Ok, Ok, Ok, Ok, "WrongState", "WrongState");
        Row("release", "WrongState", Ok, Ok, Ok, "WrongState", "WrongState");
        Row("note", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("voice", "WrongState", Ok, Ok, Ok, "WrongState", "WrongState");
        Row("line", "WrongState", Ok, Ok, Ok, "WrongState", "WrongState");
        Row("contact", Ok, Ok, Ok, Ok, "WrongState", "WrongState");
        Row("dispatch", "WrongState", Ok, Ok, Ok, "WrongState", "WrongState");
        Row("enRoute", "NotDispatched", "NotDispatched", Ok, "WrongState", "WrongState", "WrongState");
        Row("onScene", "NotDispatched", "NotDispatched", Ok, Ok, "WrongState", "WrongState");
        Row("clear", "NotDispatched", "NotDispatched", Ok, Ok, Ok, "WrongState");
        Row("resolve", "WrongState", "VoiceContactRequired", "VoiceContactRequired", Ok, "WrongState", "WrongState");
        Row("followUp", "WrongState", "WrongState", "WrongState", "WrongState", Ok, "WrongState");
        Row("close", "WrongState", "WrongState", "WrongState", "WrongState", "FollowUpRequired", "WrongState");
        Row("escalate", Ok, Ok, Ok, Ok, "WrongState", "WrongState");
        Row("entryData", "NotOwner", Ok, Ok, Ok, "WrongState", "WrongState");
        Row("acknowledge", Ok, Ok, Ok, Ok, "WrongState", "WrongState");
        Row("decline", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("reply", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("report", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("motion", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("deadlines", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("signal", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("cancel", Ok, Ok, Ok, Ok, "Invalid", "Invalid");
        Row("outage", "Invalid", "Invalid", "Invalid", "Invalid", Ok, Ok);
        Row("check", "NotOwner", "NotFound", "NotFound", "NotFound", "WrongState", "WrongState");
        Row("back", Ok, Ok, Ok, Ok, Ok, Ok);
        Row("fold", "WrongState", "WrongState", "WrongState", "WrongState", "WrongState", "WrongState");
        Row("phone", "WrongState", "WrongState", "WrongState", "WrongState", Ok, Ok);
        return table;

        void Row(string command, params string[] expected)
        {
            for (var i = 0; i < states.Length; i++)
            {
                table.Add(command, states[i], expected[i]);
            }
        }
    }

    [Fact]
    public void Table_HasARowForEveryCommand() => Assert.Equal(
        typeof(IncidentCommand).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(IncidentCommand))).Select(t => t.Name).Order(StringComparer.Ordinal),
        Commands.Values.Select(make => make(World.WithFall()).GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Table))]
    public void Decide_EveryCommandInEveryState(string command, string state, string expected)
    {
        var world = States[state]();

        var decision = IncidentDecider.Decide(world.State, Commands[command](world), world.Policy, world.Now);

        Assert.Equal(expected, decision.Rejection?.Code.ToString() ?? Ok);
    }

    [Theory]
    [InlineData("claim", RejectionCode.AlreadyClaimed)]
    [InlineData("voice", RejectionCode.NotOwner)]
    [InlineData("dispatch", RejectionCode.NotOwner)]
    [InlineData("line", RejectionCode.NotOwner)]
    public void Decide_AnotherOperator_IsRefused(string what, RejectionCode code)
    {
        var world = World.Claimed();
        IncidentCommand command = what switch
        {
            "claim" => new Claim(World.Li),
            "voice" => new TryVoiceContact(World.Li, Reached: true, null),
            "dispatch" => new Dispatch(World.Li, World.Guard, world.Roster),
            _ => new CallOutsideLine(World.Li, "120", null),
        };

        Assert.Equal(code, world.Refuse(command));
    }

    [Fact]
    public void Claim_Supervisor_TakesOver()
    {
        var world = World.Claimed();

        var events = world.Do(new Claim(World.Boss));

        Assert.Equal(ReleaseReason.TakenOver, Assert.IsType<ClaimReleased>(events[0]).Reason);
        Assert.Equal("boss", world.State!.Owner!.Value.Value);
    }

    [Fact]
    public void Claim_Twice_ChangesNothing() => Assert.Empty(World.Claimed().Do(new Claim(World.Wang)));

    [Fact]
    public void Decide_NoIncident_IsNotFound() =>
        Assert.Equal(RejectionCode.NotFound, new World().Refuse(new Claim(World.Wang)));

    [Fact]
    public void Resolve_WithNobodyReached_IsRefused_IgnoreIsNotOffered()
    {
        var world = World.Claimed();
        world.Do(new TryVoiceContact(World.Wang, Reached: false, null));

        Assert.Equal(RejectionCode.VoiceContactRequired, world.Refuse(new Resolve(World.Wang, Resolution.FalseAlarm, null)));
    }

    [Fact]
    public void Resolve_AfterVoiceContact_TellsTheFamilyThatWasTold()
    {
        var world = World.Claimed();
        world.Do(new TryVoiceContact(World.Wang, Reached: true, "pressed by accident"));

        var events = world.Do(new Resolve(World.Wang, Resolution.FalseAlarm, null));

        var news = Assert.IsType<NotificationRequested>(events[1]);
        Assert.Equal((World.Daughter, NotificationPurpose.Update), (news.Recipient, news.Purpose));
    }

    [Fact]
    public void Dispatch_ResponderNotOnTheRoster_IsRefused()
    {
        var world = World.Claimed();

        Assert.Equal(RejectionCode.UnknownResponder, world.Refuse(new Dispatch(World.Wang, new ResponderId("nobody"), world.Roster)));
    }

    [Fact]
    public void Dispatch_SameResponderTwice_IsRefused()
    {
        var world = World.Dispatched();

        Assert.Equal(RejectionCode.AlreadyDispatched, world.Refuse(new Dispatch(World.Wang, World.Guard, world.Roster)));
    }

    [Fact]
    public void Acknowledge_DispatchedResponder_IsOnTheWay_AndTheFamilyHearsOfIt()
    {
        var world = World.Dispatched();

        var events = world.Do(new Acknowledge(new RecipientRef(RecipientKind.Responder, "guard"), "sms", 8));

        Assert.Contains(events, e => e is NotificationRequested { Purpose: NotificationPurpose.Update, Recipient: var to } && to == World.Daughter);

        Assert.Equal((AssignmentState.EnRoute, 8), (world.State!.Assignments[0].State, world.State.Assignments[0].EtaMinutes!.Value));
    }

    [Fact]
    public void ViewEntryData_ResponderOnTheWay_MayOthersMayNot()
    {
        var world = World.Dispatched();
        var guard = new Actor(ActorKind.Responder, "guard");
        Assert.Equal(RejectionCode.NotOwner, world.Refuse(new ViewEntryData(guard)));

        world.Do(new StartEnRoute(guard, World.Guard, null));

        Assert.IsType<EntryDataViewed>(Assert.Single(world.Do(new ViewEntryData(guard))));
        Assert.Equal(RejectionCode.NotOwner, world.Refuse(new ViewEntryData(new Actor(ActorKind.Contact, "daughter"))));
    }

    [Fact]
    public void FollowUp_NotReached_StillOwesACallBack()
    {
        var world = World.Resolved();
        world.Do(new RecordFollowUp(World.Wang, FollowUpResult.NotReached, null, null));

        Assert.Equal(RejectionCode.FollowUpRequired, world.Refuse(new Close(World.Wang)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void FollowUp_SatisfactionOutOfRange_IsRefused(int satisfaction) => Assert.Equal(
        RejectionCode.Invalid,
        World.Resolved().Refuse(new RecordFollowUp(World.Wang, FollowUpResult.Well, satisfaction, null)));

    private static World Closed()
    {
        var world = World.Resolved();
        world.Do(new RecordFollowUp(World.Wang, FollowUpResult.Well, 5, null));
        world.Do(new Close(World.Wang));
        return world;
    }
}

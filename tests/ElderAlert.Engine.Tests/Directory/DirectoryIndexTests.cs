using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Tests.Directory;

public sealed class DirectoryIndexTests
{
    private static readonly CentreId Centre = new("c");
    private static readonly CentreId Other = new("other");
    private static readonly HouseholdId Home = new("h");
    private static readonly HouseholdId OtherHome = new("far-away");
    private static readonly AreaId OtherArea = new("beyond");
    private static readonly Area Town = new(Centre, new AreaId("town"), null, AreaLevel.Town, "Sanjiang", null);
    private static readonly Area Village = new(Centre, new AreaId("village"), Town.Id, AreaLevel.Village, "Chengnan", null);
    private static readonly Area Elsewhere = new(Centre, new AreaId("else"), null, AreaLevel.Village, "Beizhang", null);
    private static readonly Device Hub = new(Centre, new DeviceId("hub"), Home, DeviceType.Gateway);
    private static readonly ContactMethod[] Phone = [new(Channel.Sms, "+8610000000001")];

    private static readonly DirectoryItem[] File =
    [
        new Centre(Centre, "96345", "96345", Town.Id, "Asia/Shanghai"),
        Town,
        Village,
        Elsewhere,
        new Household(Centre, Home, Village.Id, "Chen", "Lane 3", new GeoPoint(29.59, 120.83), null, null),
        new Resident(Centre, new ResidentId("r1"), Home, "Chen", 1941, 3, LivesAlone: false, []),
        new Resident(Centre, new ResidentId("r2"), Home, "Wu", 1940, 1, LivesAlone: true, []),
        new Contact(Centre, new ContactId("b"), Home, "Second", "son", 2, Phone),
        new Contact(Centre, new ContactId("a"), Home, "First", "daughter", 1, Phone),
        Hub,
        new Device(Centre, new DeviceId("smoke"), Home, DeviceType.SmokeDetector, Gateway: Hub.Id, ExternalName: "kitchen smoke"),
        new Responder(Centre, new ResponderId("far"), "Far", ResponderRole.Doctor, [Town.Id], Phone, new GeoPoint(29.70, 120.83)),
        new Responder(Centre, new ResponderId("near"), "Near", ResponderRole.GridWorker, [Village.Id], Phone, new GeoPoint(29.591, 120.83)),
        new Responder(Centre, new ResponderId("off"), "Off", ResponderRole.Volunteer, [Village.Id], Phone, null, OnDuty: false),
        new Responder(Centre, new ResponderId("other"), "Other", ResponderRole.Volunteer, [Elsewhere.Id], Phone, null),
        new Operator(Centre, new OperatorId("boss"), "Boss", OperatorRole.Supervisor, "-", Phone),
        new Operator(Centre, new OperatorId("wang"), "Wang", OperatorRole.Operator, "-", []),
    ];

    private readonly DirectoryIndex _index = DirectoryIndex.Empty.With(File, []);

    [Fact]
    public void ContactsOf_InTheirOrder() =>
        Assert.Equal(["a", "b"], _index.ContactsOf(Home).Select(c => c.Key));

    [Fact]
    public void RespondersFor_OnDutyInTheAreaOrAbove_NearestFirst() =>
        Assert.Equal(["near", "far"], _index.RespondersFor(Home).Select(r => r.Responder.Key));

    [Fact]
    public void FactsOf_WorstAbilityLevel_AndWhetherAnybodyLivesAlone() =>
        Assert.Equal(new HouseholdFacts(Home, 3, LivesAlone: true), _index.FactsOf(Home));

    [Fact]
    public void FactsOf_ResidentEditedOrGone_AsTheyAreNow()
    {
        var frailer = File.OfType<Resident>().First() with { AbilityLevel = 4, Conditions = ["COPD"] };
        var alone = File.OfType<Resident>().Last();

        Assert.Equal(new HouseholdFacts(Home, 4, LivesAlone: true, HasConditions: true), _index.With([frailer], []).FactsOf(Home));
        Assert.Equal(new HouseholdFacts(Home, 3, LivesAlone: false), _index.With([], [alone]).FactsOf(Home));
        Assert.Equal(new HouseholdFacts(Home, 0, LivesAlone: false), _index.With([], File.OfType<Resident>()).FactsOf(Home));
    }

    [Fact]
    public void RosterOf_ContactsRespondersAndSupervisorsOnly()
    {
        var roster = _index.RosterOf(Centre, Home);

        Assert.Equal((2, 2, 1), (roster.Contacts.Count, roster.Responders.Count, roster.Supervisors.Count));
        Assert.Equal("boss", roster.Supervisors[0].Ref.Id);
    }

    [Fact]
    public void FindBinding_FollowsEdits()
    {
        Assert.Equal("smoke", _index.FindBinding(Hub.Id, "kitchen smoke")!.Key);
        var smoke = _index.Find(new DeviceId("smoke"))!;

        var renamed = _index.With([smoke with { ExternalName = "hall" }], []);

        Assert.Null(renamed.FindBinding(Hub.Id, "kitchen smoke"));
        Assert.Equal("smoke", renamed.FindBinding(Hub.Id, "hall")!.Key);
        Assert.Equal(2, renamed.DevicesOf(Home).Count);
        Assert.Null(renamed.With([], [smoke with { ExternalName = "hall" }]).FindBinding(Hub.Id, "hall"));
    }

    [Fact]
    public void FindBinding_NameTakenOverInOneEdit_IsTheNewDevicesWhateverTheOrder()
    {
        var smoke = _index.Find(new DeviceId("smoke"))!;
        var heir = smoke with { Id = new DeviceId("smoke-2") };
        var moved = smoke with { ExternalName = "hall" };

        Assert.Equal("smoke-2", _index.With([heir], [smoke]).FindBinding(Hub.Id, "kitchen smoke")!.Key);
        Assert.Equal("smoke-2", _index.With([heir, moved], []).FindBinding(Hub.Id, "kitchen smoke")!.Key);
        Assert.Equal("smoke-2", _index.With([moved, heir], []).FindBinding(Hub.Id, "kitchen smoke")!.Key);
        Assert.Empty(Problems([heir], [smoke]));
        Assert.Empty(Problems([heir, moved], []));
    }

    [Fact]
    public void Behind_DevicesOfEveryHome_FollowsEdits()
    {
        var smoke = _index.Find(new DeviceId("smoke"))!;
        var next = smoke with { Id = new DeviceId("next"), Household = new HouseholdId("next-door"), ExternalName = null };
        var both = _index.With([next], []);

        Assert.Equal(["next", "smoke"], both.Behind(Hub.Id).Select(d => d.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["next"], both.With([smoke with { Gateway = null, ExternalName = null }], []).Behind(Hub.Id).Select(d => d.Key));
        Assert.Empty(both.With([], [smoke, next]).Behind(Hub.Id));
        Assert.Empty(both.Behind(smoke.Id));
    }

    [Fact]
    public void Check_GatewayRemovedWhileANeighbourNeedsIt_NamesTheNeighboursDevice()
    {
        var next = new Household(Centre, new HouseholdId("next-door"), Village.Id, "Wu", "Lane 4", null, null, null);
        var sensor = new Device(Centre, new DeviceId("sensor"), next.Id, DeviceType.SmokeDetector, Gateway: Hub.Id, ExternalName: "next kitchen");
        var before = _index.With([next, sensor], []);
        var edit = new DirectoryEdit(Centre, Actor.System, [], [_index.Find(new DeviceId("smoke"))!, Hub]);

        var problem = Assert.Single(DirectoryRules.Check(before, before.With([], edit.Deletes), edit));

        Assert.Equal("Device hub cannot be removed: device sensor of household next-door is still reached through it", problem.Sentence);
    }

    [Fact]
    public void PolicyOf_HomesOwn_ThenCentres_ThenDefault()
    {
        var home = _index.Find(Home)!;
        Assert.Equal(DefaultPolicies.Life(Centre).Id, _index.PolicyOf(home, Lane.Life).Id);

        var own = DefaultPolicies.Life(Centre) with { Id = new PolicyId("own") };
        var index = _index.With([own, home with { Policy = own.Id }], []);

        Assert.Equal("own", index.PolicyOf(index.Find(Home)!, Lane.Life).Key);
        Assert.Equal(Lane.Technical, index.PolicyOf(index.Find(Home)!, Lane.Technical).Lane);
    }

    [Fact]
    public void AreaPath_FromTheTownDown() => Assert.Equal("Sanjiang, Chengnan", _index.AreaPath(Village.Id));

    [Fact]
    public void Check_WholeFile_IsInOrder() => Assert.Empty(Problems(File, []));

    public static TheoryData<DirectoryItem, string> BadItems() => new()
    {
        { new Resident(Centre, new ResidentId("x"), new HouseholdId("none"), "X", null, 1, LivesAlone: false, []), "household none is not on file" },
        { new Resident(Centre, new ResidentId("x"), Home, "X", null, 5, LivesAlone: false, []), "0 to 4" },
        { Town with { Parent = new AreaId("village") }, "lead back to itself" },
        { new Contact(Centre, new ContactId("x"), Home, "X", "son", 3, [new(Channel.Sms, "13800000000")]), "international form" },
        { new Device(Centre, new DeviceId("x"), Home, DeviceType.SmokeDetector, Gateway: Hub.Id, ExternalName: "kitchen smoke"), "already knows another device" },
        { new Device(Centre, new DeviceId(""), Home, DeviceType.Other), "1 to 128 characters" },
        { new Area(new CentreId("other"), new AreaId("x"), null, AreaLevel.Town, "X", null), "belongs to centre other" },
        { DefaultPolicies.Life(Centre) with { Steps = [] }, "at least one step" },
        { DefaultPolicies.Life(Centre) with { Steps = DefaultPolicies.Technical(Centre).Steps }, "would reach nobody" },
    };

    [Theory]
    [MemberData(nameof(BadItems))]
    public void Check_BadItem_IsNamedInASentence(DirectoryItem item, string expected) =>
        Assert.Contains(Problems([item], []), p => p.Contains(expected, StringComparison.Ordinal));

    public static TheoryData<DirectoryItem, string> ItemsOverTheBorder() => new()
    {
        { new Resident(Other, new ResidentId("x"), Home, "X", null, 1, LivesAlone: false, []), "household h is not on file" },
        { new Contact(Other, new ContactId("x"), Home, "X", "son", 3, Phone), "household h is not on file" },
        { new Device(Other, new DeviceId("x"), Home, DeviceType.Pendant), "household h is not on file" },
        { new Device(Other, new DeviceId("x"), OtherHome, DeviceType.SmokeDetector, Gateway: Hub.Id, ExternalName: "x"), "gateway hub is not on file" },
        { new Device(Other, new DeviceId("x"), OtherHome, DeviceType.Pendant, Profile: new ProfileId("slow")), "profile slow is not on file" },
        { new Absence(Other, new AbsenceId("x"), Home, null, AbsenceReason.Visit, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)), "household h is not on file" },
        { new TestMode(Other, Home, DateTimeOffset.UnixEpoch, Actor.System), "household h is not on file" },
        { new Household(Other, OtherHome, Village.Id, "X", "-", null, null, null), "area village is not on file" },
        { new Household(Other, OtherHome, OtherArea, "X", "-", null, null, null, new PolicyId("own")), "policy own is not on file" },
        { new Responder(Other, new ResponderId("x"), "X", ResponderRole.Doctor, [OtherArea, Village.Id], Phone, null), "area village is not on file" },
        { new Area(Other, new AreaId("x"), Town.Id, AreaLevel.Village, "X", null), "parent area town is not on file" },
        { new Centre(Other, "X", "96345", Town.Id, "Asia/Shanghai"), "area town is not on file" },
    };

    /// <summary>A contact that one hotline filed under another's home would be told of what happens there.</summary>
    [Theory]
    [MemberData(nameof(ItemsOverTheBorder))]
    public void Check_ItemThatNamesAnotherCentres_IsToldThatThereIsNone(DirectoryItem item, string expected)
    {
        var before = _index.With(
            [
                new Centre(Other, "Other", "96345", null, "Asia/Shanghai"),
                new Area(Other, OtherArea, null, AreaLevel.Village, "X", null),
                new Household(Other, OtherHome, OtherArea, "X", "-", null, null, null),
                new DeviceProfile(Centre, new ProfileId("slow"), "Slow", TimeSpan.FromHours(1), TimeSpan.FromHours(3)),
                DefaultPolicies.Life(Centre) with { Id = new PolicyId("own") },
            ],
            []);

        var problems = DirectoryRules.Check(before, before.With([item], []), new DirectoryEdit(Other, Actor.System, [item], []));

        Assert.Contains(expected, Assert.Single(problems).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RemovingAHomeThatIsLivedIn_IsRefused() =>
        Assert.Contains("still filed", Assert.Single(Problems([], [_index.Find(Home)!])), StringComparison.Ordinal);

    private List<string> Problems(DirectoryItem[] upserts, DirectoryItem[] deletes) => DirectoryRules
        .Check(_index, _index.With(upserts, deletes), new DirectoryEdit(Centre, Actor.System, upserts, deletes))
        .Select(p => p.Sentence)
        .ToList();
}

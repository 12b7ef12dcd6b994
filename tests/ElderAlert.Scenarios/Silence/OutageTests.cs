using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Watch;

namespace ElderAlert.Scenarios.Silence;

/// <summary>Many homes that fall silent together are one trouble: one incident of the area, with the people to look after.</summary>
public sealed class OutageTests
{
    private static readonly HouseholdId Place = AreaPlace.Of(new AreaId("village"));

    [Fact]
    public async Task AllHubsOfAVillage_Lost_OneIncidentWithTheListByRisk()
    {
        await using var town = await WithHomesAsync(6);
        await SpeakAsync(town, 6, rounds: 3);

        await town.FastForwardAsync(TimeSpan.FromMinutes(40));

        var incident = Assert.Single(town.Engine.OpenIncidents(Town.Centre));
        Assert.Equal((Place, Lane.Technical, Priority.High), (incident.Household, incident.Lane, incident.Priority.Priority));
        Assert.Equal([4, 3, 2, 1, 0, 0], incident.Outage!.Homes.Select(h => h.Home.AbilityLevel));
        town.Phones.ExpectSilence();
    }

    [Fact]
    public async Task SlowerDevicesOfHomesInTheOutage_AreNoTroubleOfTheirOwn_UntilTheHomeIsBack()
    {
        await using var town = await WithHomesAsync(4);
        await town.FileAsync(new Device(Town.Centre, new DeviceId("radar-0"), Village.HomeOf(0), DeviceType.Radar));
        town.Hear(new DeviceId("radar-0"));
        await SpeakAsync(town, 4, rounds: 1);

        await town.FastForwardAsync(TimeSpan.FromHours(2));
        Assert.Equal(4, Assert.Single(town.Engine.OpenIncidents(Town.Centre)).Outage!.Homes.Count);
        for (var minute = 0; minute < 50; minute++)
        {
            town.Hear(Village.HubOf(0));
            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(new DeviceId("radar-0"), Assert.Single(await SignalsOfAsync(town, Village.HomeOf(0))).Device);
    }

    [Fact]
    public async Task HubsThatAreDueAtTheSameLook_AreInTheSameOutage_AtTheSmallestAreaThatHoldsThem()
    {
        await using var town = await WithHomesAsync(5);
        await town.FileAsync(
            new Area(Town.Centre, new AreaId("county"), null, AreaLevel.County, "Shengzhou", null),
            new Area(Town.Centre, new AreaId("village"), new AreaId("county"), AreaLevel.Village, "Chengnan", null),
            new Device(Town.Centre, new DeviceId("radar-4"), Village.HomeOf(4), DeviceType.Radar));
        for (var home = 0; home < 5; home++)
        {
            town.Hear(Village.HubOf(home));
        }

        town.Hear(new DeviceId("radar-4"));
        await town.FastForwardAsync(TimeSpan.FromMinutes(16));

        var outage = Assert.Single(town.Engine.OpenIncidents(Town.Centre));
        Assert.Equal((Place, 5), (outage.Household, outage.Outage!.Homes.Count));
    }

    [Fact]
    public async Task Outage_IsOverOnlyWhenEveryHomeIsBackOrLookedAfter()
    {
        await using var town = await WithHomesAsync(3);
        await SpeakAsync(town, 3, rounds: 2);
        await town.FastForwardAsync(TimeSpan.FromMinutes(20));
        var outage = Assert.Single(town.IncidentsOf(Place));
        await DoAsync(town, outage, new Claim(Town.Wang));

        Assert.Equal(RejectionCode.WrongState, await RefusedAsync(town, outage, new Resolve(Town.Wang, Resolution.EquipmentRestored, null)));
        town.Hear(Village.HubOf(0));
        town.Hear(Village.HubOf(1));
        await town.FastForwardAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Assert.Single(town.IncidentsOf(Place)).Outage!.Waiting);
        await DoAsync(town, outage, new CheckHousehold(Town.Wang, Village.HomeOf(2), Reached: true, "has power, is well"));
        await DoAsync(town, outage, new Resolve(Town.Wang, Resolution.EquipmentRestored, null));

        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    /// <summary>The village's own incident is being worked when the trouble grows, so that it is not folded into the county's, and both list its homes.</summary>
    [Fact]
    public async Task AHomeThatTwoOutagesList_SpeaksAgain_IsBackInBoth()
    {
        await using var town = await Town.StartAsync();
        var other = new Area(Town.Centre, new AreaId("village-2"), new AreaId("county"), AreaLevel.Village, "Chengbei", null);
        await town.FileAsync(
        [
            new Area(Town.Centre, new AreaId("county"), null, AreaLevel.County, "Shengzhou", null),
            new Area(Town.Centre, new AreaId("village"), new AreaId("county"), AreaLevel.Village, "Chengnan", null),
            other,
            .. Village.Homes(7).Select(item => item is Household home && string.CompareOrdinal(home.Key, "home-2") > 0 ? home with { Area = other.Id } : item),
        ]);
        await SpeakAsync(town, 3, rounds: 1);
        for (var minute = 0; minute < 11; minute++)
        {
            for (var home = 3; home < 7; home++)
            {
                town.Hear(Village.HubOf(home));
            }

            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        }

        await town.FastForwardAsync(TimeSpan.FromMinutes(3));
        await DoAsync(town, Assert.Single(town.IncidentsOf(Place)), new Claim(Town.Wang));
        await town.FastForwardAsync(TimeSpan.FromMinutes(13));
        Assert.Equal([3, 7], town.Engine.OpenIncidents(Town.Centre).Select(i => i.Outage!.Waiting));

        for (var home = 0; home < 3; home++)
        {
            town.Hear(Village.HubOf(home));
        }

        await town.FastForwardAsync(TimeSpan.FromSeconds(5));

        Assert.Equal([0, 4], town.Engine.OpenIncidents(Town.Centre).Select(i => i.Outage!.Waiting));
    }

    [Fact]
    public async Task HomesLostOneAfterTheOther_TheFirstOnesOwnIncidentIsFoldedIn()
    {
        await using var town = await WithHomesAsync(4);
        await SpeakAsync(town, 4, rounds: 2);
        for (var minute = 0; minute < 8; minute++)
        {
            // The first two are dark already, the other two speak for eight minutes more.
            town.Hear(Village.HubOf(2));
            town.Hear(Village.HubOf(3));
            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        }

        await town.FastForwardAsync(TimeSpan.FromMinutes(8));
        var alone = Assert.Single(town.IncidentsOf(Village.HomeOf(0)));
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));

        var outage = Assert.Single(town.Engine.OpenIncidents(Town.Centre));
        Assert.Equal((Place, 4), (outage.Household, outage.Outage!.Homes.Count));
        var folded = await town.Engine.FindAsync(Town.Centre, alone.Id, CancellationToken.None);
        Assert.Equal((IncidentState.Closed, outage.Id), (folded!.State, folded.FoldedInto));
    }

    [Fact]
    public async Task GatewaysThatAreSaidToBeOffline_WithinSeconds_AreOneOutage()
    {
        await using var town = await WithHomesAsync(4);
        await SpeakAsync(town, 4, rounds: 1);

        for (var home = 0; home < 4; home++)
        {
            var word = new Signal($"will-{home}", Village.HubOf(home), SignalKind.Offline, SignalState.Active, town.Clock.GetUtcNow());
            await town.Engine.ReceiveAsync(word, CancellationToken.None);
            town.Watch.Hear(new DeviceHeard(word.Device, word.ReceivedAt, [word]));
            await town.FastForwardAsync(TimeSpan.FromSeconds(2));
        }

        var outage = Assert.Single(town.Engine.OpenIncidents(Town.Centre));
        Assert.Equal((Place, 4), (outage.Household, outage.Outage!.Homes.Count));
    }

    [Fact]
    public async Task OneHomeOfMany_Lost_IsItsOwnTrouble()
    {
        await using var town = await WithHomesAsync(5);
        await SpeakAsync(town, 5, rounds: 1);
        for (var minute = 0; minute < 30; minute++)
        {
            for (var home = 1; home < 5; home++)
            {
                town.Hear(Village.HubOf(home));
            }

            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(Village.HomeOf(0), Assert.Single(town.Engine.OpenIncidents(Town.Centre)).Household);
    }

    [Fact]
    public async Task DangerInAHomeOfTheOutage_OpensItsOwnAndWakesTheFamily()
    {
        await using var town = await WithHomesAsync(3);
        await town.FileAsync(new Device(Town.Centre, new DeviceId("pendant-0"), Village.HomeOf(0), DeviceType.Pendant));
        await SpeakAsync(town, 3, rounds: 1);
        await town.FastForwardAsync(TimeSpan.FromMinutes(20));

        var press = await town.SayAsync(new DeviceId("pendant-0"), SignalKind.Sos);

        Assert.Equal(Engine.SignalFate.Opened, press.Fate);
        Assert.Equal(Lane.Life, Assert.Single(town.IncidentsOf(Village.HomeOf(0))).Lane);
        await town.Engine.ExecuteAsync(Town.Centre, press.Incident!.Value, _ => new Claim(Town.Wang), null, CancellationToken.None);
    }

    private static async Task<List<Signal>> SignalsOfAsync(Town town, HouseholdId home)
    {
        var entries = await town.Journal.ReadIncidentAsync(Assert.Single(town.IncidentsOf(home)).Id, CancellationToken.None);
        return entries.Select(e => (e.Event as IncidentOpened)?.Signal ?? (e.Event as SignalJoined)?.Signal).OfType<Signal>().ToList();
    }

    private static async Task<Town> WithHomesAsync(int count)
    {
        var town = await Town.StartAsync();
        await town.FileAsync(Village.Homes(count));
        return town;
    }

    /// <summary>Every hub speaks each five minutes, each at a minute of its own.</summary>
    private static async Task SpeakAsync(Town town, int homes, int rounds)
    {
        for (var minute = 0; minute < rounds * 5; minute++)
        {
            for (var home = minute % 5; home < homes; home += 5)
            {
                town.Hear(Village.HubOf(home));
            }

            await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        }
    }

    private static async Task DoAsync(Town town, Incident incident, IncidentCommand command)
    {
        Assert.IsType<Engine.CommandResult.Done>(await town.Engine.ExecuteAsync(Town.Centre, incident.Id, _ => command, null, CancellationToken.None));
        await town.SettleAsync();
    }

    private static async Task<RejectionCode> RefusedAsync(Town town, Incident incident, IncidentCommand command) =>
        Assert.IsType<Engine.CommandResult.Refused>(await town.Engine.ExecuteAsync(Town.Centre, incident.Id, _ => command, null, CancellationToken.None)).Rejection.Code;
}

using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Scenarios.Silence;

/// <summary>The way to a gateway breaks: what comes by it cannot be heard. Operators are told of the gateway, and of nothing behind it.</summary>
public sealed class BrokenWayTests
{
    private static readonly DeviceId Site = new("site");

    [Fact]
    public async Task WayBroken_IsToldOnceOfTheGateway_AndNothingBehindIsJudged()
    {
        await using var town = await SiteAsync();

        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromSeconds(59));
        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
        await town.FastForwardAsync(TimeSpan.FromHours(27));

        var signal = Assert.Single(await SignalsAsync(town));
        Assert.Equal((Site, SignalKind.Offline), (signal.Device, signal.Kind));
        Assert.Equal("cannot be heard: no connection to its broker for 1 min", signal.Detail!["reason"]);
        Assert.Single(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task WayMended_IsSaidInTheSameIncident_AndSilencesAreShorterByIt()
    {
        await using var town = await SiteAsync();
        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromHours(3));

        town.Watch.HearWay(Site, isWhole: true, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromMinutes(13));

        Assert.Equal([SignalKind.Offline, SignalKind.Online], (await SignalsAsync(town)).Select(s => s.Kind));
        Assert.Single(town.Engine.OpenIncidents(Town.Centre));

        // Nobody has spoken since: what stays silent is found when its own time is full.
        await town.FastForwardAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(3, (await SignalsAsync(town)).Count(s => s.Kind == SignalKind.Offline));
    }

    [Fact]
    public async Task BrokerRestarted_WithinAMinute_NobodyHearsOfIt()
    {
        await using var town = await SiteAsync();

        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromSeconds(50));
        town.Watch.HearWay(Site, isWhole: true, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromMinutes(5));

        Assert.Empty(await SignalsAsync(town));
    }

    [Fact]
    public async Task ServerRestartsWhileTheWayIsBroken_TheEndIsSaidAllTheSame()
    {
        await using var town = await SiteAsync();
        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromHours(2));

        await town.RestartAsync(meanwhile: TimeSpan.FromMinutes(1));
        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromSeconds(20));
        town.Watch.HearWay(Site, isWhole: true, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([SignalKind.Offline, SignalKind.Online], (await SignalsAsync(town)).Select(s => s.Kind));
    }

    [Fact]
    public async Task DeviceWithAnotherWay_IsHeardAndJudgedAsEver()
    {
        await using var town = await SiteAsync();
        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        await town.FastForwardAsync(TimeSpan.FromMinutes(5));

        town.Hear(Village.HubOf(0));
        await town.FastForwardAsync(TimeSpan.FromMinutes(16));

        Assert.Equal([Site, Village.HubOf(0)], (await SignalsAsync(town)).Select(s => s.Device));
    }

    /// <summary>Two homes whose hubs speak through the broker of a site; of one the file says so, the other was just heard by that way.</summary>
    private static async Task<Town> SiteAsync()
    {
        var town = await Town.StartAsync();
        await town.FileAsync(new Device(Town.Centre, Site, Town.Home, DeviceType.Gateway));
        await town.FileAsync(Village.Homes(2));
        await town.FileAsync(new Device(Town.Centre, Village.HubOf(1), Village.HomeOf(1), DeviceType.Gateway, Gateway: Site));
        town.Watch.HearWay(Site, isWhole: false, town.Clock.GetUtcNow());
        town.Watch.HearWay(Site, isWhole: true, town.Clock.GetUtcNow());
        town.Watch.HearCarried(Site, Village.HubOf(0));
        town.Hear(Village.HubOf(0));
        town.Hear(Village.HubOf(1));
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        return town;
    }

    private static async Task<IReadOnlyList<Signal>> SignalsAsync(Town town) =>
    [
        .. (await town.FactsAsync<IncidentOpened>()).Select(e => e.Signal!),
        .. (await town.FactsAsync<SignalJoined>()).Select(e => e.Signal),
    ];
}

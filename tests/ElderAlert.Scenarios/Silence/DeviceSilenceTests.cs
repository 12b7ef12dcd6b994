using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Scenarios.Silence;

/// <summary>A device that stops speaking is found by its profile; one that speaks is no news.</summary>
public sealed class DeviceSilenceTests
{
    [Fact]
    public async Task Hub_SilentFor15Minutes_OneTechnicalIncidentAndNobodyIsWoken()
    {
        await using var town = await WithSensorsAsync();
        town.Hear(Village.Hub);

        await town.FastForwardAsync(TimeSpan.FromSeconds(15 * 60 - 1));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromSeconds(1));

        var incident = Assert.Single(town.IncidentsOf(Town.Home));
        Assert.Equal((Lane.Technical, SignalKind.Offline, 1), (incident.Lane, incident.Kind, incident.SignalCount));
        Assert.Equal("silent for 15 min", (await SignalsAsync(town))[0].Detail!["reason"]);
        await town.FastForwardAsync(TimeSpan.FromHours(3));
        Assert.Equal(1, Assert.Single(town.IncidentsOf(Town.Home)).SignalCount);
    }

    [Fact]
    public async Task Heartbeats_ForADay_NeverReachAnybody()
    {
        await using var town = await WithSensorsAsync();
        var head = town.Engine.Feed.Head(Town.Centre);

        for (var beat = 0; beat < 24 * 12; beat++)
        {
            town.Hear(Village.Hub);
            town.Hear(Village.Motion, ("battery", 83));
            await town.FastForwardAsync(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(head, town.Engine.Feed.Head(Town.Centre));
        town.Phones.ExpectSilence();
    }

    [Fact]
    public async Task Hub_SpeaksAgain_IsSaidInTheSameIncident()
    {
        await using var town = await WithSensorsAsync();
        town.Hear(Village.Hub);
        await town.FastForwardAsync(TimeSpan.FromMinutes(20));

        town.Hear(Village.Hub);
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));

        Assert.Equal([SignalKind.Offline], Assert.Single(town.IncidentsOf(Town.Home)).Kinds);
        Assert.Equal([SignalKind.Offline, SignalKind.Online], (await SignalsAsync(town)).Select(s => s.Kind));
    }

    [Theory]
    [InlineData("pendant", 24 * 60)]
    [InlineData("radar", 45)]
    public async Task Device_IsLost_AfterTheTimeOfItsType(string id, int minutes)
    {
        await using var town = await Town.StartAsync();
        town.Hear(new DeviceId(id));

        await town.FastForwardAsync(TimeSpan.FromMinutes(minutes - 1));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(SignalKind.Offline, Assert.Single(town.IncidentsOf(Town.Home)).Kind);
    }

    [Fact]
    public async Task HubOnABattery_ProfileInTheDirectory_IsLostAfter45Minutes()
    {
        await using var town = await WithSensorsAsync();
        var profile = new DeviceProfile(Town.Centre, new ProfileId("battery-hub"), "Battery hub", TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45));
        await town.FileAsync(profile, new Device(Town.Centre, Village.Hub, Town.Home, DeviceType.Gateway, Profile: profile.Id));
        town.Hear(Village.Hub);

        await town.FastForwardAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(town.IncidentsOf(Town.Home));
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));

        Assert.Single(town.IncidentsOf(Town.Home));
    }

    [Fact]
    public async Task Device_NeverHeard_IsNotInstalledYet()
    {
        await using var town = await WithSensorsAsync();

        await town.FastForwardAsync(TimeSpan.FromHours(26));

        Assert.Empty(town.Engine.OpenIncidents(Town.Centre));
    }

    [Fact]
    public async Task ServerAwayForHours_NobodyIsBlamed_YetADeviceThatStaysSilentIsFound()
    {
        await using var town = await WithSensorsAsync();
        town.Hear(Village.Hub);
        town.Hear(Town.Radar);
        await town.FastForwardAsync(TimeSpan.FromMinutes(10));

        await town.RestartAsync(meanwhile: TimeSpan.FromHours(6));
        await town.FastForwardAsync(TimeSpan.FromMinutes(4));
        Assert.Empty(town.IncidentsOf(Town.Home));
        town.Hear(Town.Radar);
        await town.FastForwardAsync(TimeSpan.FromMinutes(2));

        // The hub had been silent for ten minutes when the server went, and has been for five and more since.
        Assert.Equal(Village.Hub, Assert.Single(await SignalsAsync(town)).Device);
        await town.FastForwardAsync(TimeSpan.FromMinutes(30));
        Assert.Single(await SignalsAsync(town));
    }

    [Fact]
    public async Task LostDevice_ServerRestarts_IsNotToldAgain()
    {
        await using var town = await WithSensorsAsync();
        town.Hear(Village.Hub);
        await town.FastForwardAsync(TimeSpan.FromMinutes(16));
        Assert.Single(await SignalsAsync(town));

        await town.RestartAsync(meanwhile: TimeSpan.FromMinutes(2));
        await town.FastForwardAsync(TimeSpan.FromHours(1));
        Assert.Single(await SignalsAsync(town));
        town.Hear(Village.Hub);
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([SignalKind.Offline, SignalKind.Online], (await SignalsAsync(town)).Select(s => s.Kind));
    }

    [Fact]
    public async Task GatewayLost_OneIncidentForIt_NoneForTheDevicesBehind()
    {
        await using var town = await WithSensorsAsync();
        town.Hear(Village.Smoke);
        town.Hear(Village.Motion);
        town.Hear(Village.Hub);

        await town.FastForwardAsync(TimeSpan.FromHours(27));
        Assert.Equal(Village.Hub, Assert.Single(await SignalsAsync(town)).Device);

        // The hub is back; what it carries has its whole time anew, and is found when it stays away.
        town.Hear(Village.Hub);
        for (var minute = 0; minute < 26 * 60; minute += 5)
        {
            await town.FastForwardAsync(TimeSpan.FromMinutes(5));
            town.Hear(Village.Hub);
        }

        var lost = (await SignalsAsync(town)).Where(s => s.Kind == SignalKind.Offline).Select(s => s.Device.Value).Order(StringComparer.Ordinal);
        Assert.Equal(["hub", "motion", "smoke"], lost);
    }

    [Fact]
    public async Task BatteryLow_RemindsDailyUntilItIsCharged()
    {
        await using var town = await Town.StartAsync();
        for (var day = 0; day < 2; day++)
        {
            town.Hear(Town.Pendant, ("battery", 8));
            await town.FastForwardAsync(TimeSpan.FromHours(12));
            town.Hear(Town.Pendant, ("battery", 7));
            await town.FastForwardAsync(TimeSpan.FromHours(12));
        }

        var told = await SignalsAsync(town);
        Assert.Equal(["battery low", "low for 1 days", "low for 2 days"], told.Select(s => s.Detail!["reason"]));
        town.Hear(Town.Pendant, ("battery", 98));
        await town.FastForwardAsync(TimeSpan.FromMinutes(1));
        town.Hear(Town.Pendant, ("battery", 97));
        await town.FastForwardAsync(TimeSpan.FromHours(23));

        var last = (await SignalsAsync(town))[^1];
        Assert.Equal((4, SignalKind.BatteryLow, SignalState.Clear), ((await SignalsAsync(town)).Count, last.Kind, last.State));
        Assert.Equal(Lane.Technical, Assert.Single(town.IncidentsOf(Town.Home)).Lane);
    }

    private static async Task<Town> WithSensorsAsync()
    {
        var town = await Town.StartAsync();
        await town.FileAsync(Village.Sensors());
        return town;
    }

    /// <summary>Every signal in the journal, in order.</summary>
    private static async Task<IReadOnlyList<Signal>> SignalsAsync(Town town)
    {
        var signals = new List<Signal>();
        await foreach (var entry in town.Journal.ReadAsync(Town.Centre, 0, CancellationToken.None))
        {
            signals.AddRange(entry.Event switch
            {
                IncidentOpened { Signal: { } signal } => [signal],
                SignalJoined joined => [joined.Signal],
                SignalRecorded recorded => [recorded.Signal],
                _ => Array.Empty<Signal>(),
            });
        }

        return signals;
    }
}

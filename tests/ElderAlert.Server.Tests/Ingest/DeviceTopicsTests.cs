using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Ingest;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Ingest;

public sealed class DeviceTopicsTests : IAsyncLifetime
{
    private DiskJournal _journal = null!;
    private IncidentEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _journal = await DiskJournal.WithAsync(
        [
            new Device(new CentreId("c"), new DeviceId("hub"), new HouseholdId("h"), DeviceType.Gateway),
            new Device(new CentreId("c"), new DeviceId("p"), new HouseholdId("h"), DeviceType.Pendant),
        ]);
        _engine = new IncidentEngine(_journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Theory]
    [InlineData("p", "ea/v1/p/signal", true)]
    [InlineData("p", "ea/v1/p/telemetry", true)]
    [InlineData("p", "ea/v1/p/status", true)]
    [InlineData("p", "ea/v1/p/command", false)]
    [InlineData("p", "ea/v1/p/signal/", false)]
    [InlineData("p", "ea/v1/p/signal/x", false)]
    [InlineData("p", "ea/v1/hub/signal", false)]
    [InlineData("p", "ea/v1/pp/signal", false)]
    [InlineData("p", "EA/v1/p/signal", false)]
    [InlineData("p", "zigbee2mqtt/x", false)]
    [InlineData("hub", "ea/v1/hub/signal", true)]
    [InlineData("hub", "ea/v1/p/signal", false)]
    [InlineData("hub", "zigbee2mqtt/x", true)]
    [InlineData("hub", "zigbee2mqtt/a/b c/d", true)]
    [InlineData("hub", "zigbee2mqtt", true)]
    [InlineData("hub", "zigbee2mqttx/a", false)]
    [InlineData("hub", "tele/t1/SENSOR", true)]
    [InlineData("hub", "tele", false)]
    [InlineData("hub", "shellies/a/sensor/flood", true)]
    [InlineData("hub", "shellyplus1-a8/events/rpc", true)]
    [InlineData("hub", "a/b/events/rpc", false)]
    [InlineData("hub", "application/1/device/2/event/up", true)]
    [InlineData("hub", "application/1/device/2/command/down", false)]
    [InlineData("hub", "v3/app@t/devices/d/up", true)]
    [InlineData("hub", "v3/app@t/devices/d/down/push", false)]
    [InlineData("hub", "owntracks/a/b", true)]
    [InlineData("hub", "owntracks/a/b/event", false)]
    [InlineData("hub", "homeassistant/status", false)]
    [InlineData("hub", "$SYS/x", false)]
    public void CanPublish_ByDevice_IsAsTheContractSays(string device, string topic, bool allowed) =>
        Assert.Equal(allowed, new DeviceTopics(_engine).CanPublish(Client(device), topic, QualityOfService.AtLeastOnce, retain: false));

    [Theory]
    [InlineData("p", "ea/v1/p/command", true)]
    [InlineData("p", "ea/v1/p/#", false)]
    [InlineData("p", "ea/v1/+/command", false)]
    [InlineData("p", "ea/v1/hub/command", false)]
    [InlineData("hub", "zigbee2mqtt/#", false)]
    [InlineData("hub", "ea/v1/hub/command", true)]
    public void CanSubscribe_OnlyToTheOwnCommands(string device, string filter, bool allowed) =>
        Assert.Equal(allowed, new DeviceTopics(_engine).CanSubscribe(Client(device), filter));

    private static ClientConnection Client(string identity) =>
        new("1", identity, identity, new IPEndPoint(IPAddress.Loopback, 1), MqttProtocolVersion.V500, DateTimeOffset.UnixEpoch);
}

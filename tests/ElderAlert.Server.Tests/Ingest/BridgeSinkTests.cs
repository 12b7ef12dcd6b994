using System.Net;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Ingest;
using static ElderAlert.Server.Tests.Ingest.ReceiverFixture;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>What becomes of a message that another broker had.</summary>
public sealed class BridgeSinkTests
{
    [Fact]
    public async Task EcosystemTopic_IsTheGateways()
    {
        await using var receiver = await StartAsync();

        var outcome = await SinkOf(receiver).PublishAsync(Brought("hub", "zigbee2mqtt/厨房 烟感", """{"smoke":true}"""));

        Assert.Equal(PublishOutcome.Accepted, outcome);
        Assert.Equal("smoke", Assert.Single(receiver.Journal.Facts<IncidentOpened>()).Signal!.Device.Value);
    }

    [Fact]
    public async Task OwnTopic_IsTheDevicesOwn()
    {
        await using var receiver = await StartAsync();

        var outcome = await SinkOf(receiver).PublishAsync(Brought("hub", "ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        Assert.Equal(PublishOutcome.Accepted, outcome);
        Assert.Equal("pendant", Assert.Single(receiver.Journal.Facts<IncidentOpened>()).Signal!.Device.Value);
    }

    [Theory]
    [InlineData("ea/v1/stranger/signal")]
    [InlineData("ea/v1//signal")]
    [InlineData("ea/v1/pendant/command")]
    [InlineData("home/alarm")]
    public async Task OtherTopic_IsRefusedAndShownToOperators(string topic)
    {
        await using var receiver = await StartAsync();

        var outcome = await SinkOf(receiver).PublishAsync(Brought("hub", topic, """{"id":"1","kind":"sos"}"""));

        Assert.Equal(ReasonCode.NotAuthorized, outcome.ReasonCode);
        Assert.True(outcome.IsAvailable);
        Assert.Equal(InputProblem.ForeignTopic, Assert.Single(receiver.Journal.Facts<InputRejected>()).Problem);
    }

    [Fact]
    public async Task GatewayNotOnFile_NothingIsTaken()
    {
        await using var receiver = await StartAsync();

        var outcome = await SinkOf(receiver).PublishAsync(Brought("forgotten", "ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        Assert.False(outcome.IsAvailable);
        Assert.Empty(receiver.Journal.Facts<IncidentOpened>());
    }

    private static BridgeSink SinkOf(ReceiverFixture receiver) => receiver.Create<BridgeSink>();

    private static InboundPublish Brought(string gateway, string topic, string payload) => new(
        new ClientConnection("bridge-1", "elderalert", gateway, new DnsEndPoint("broker", 1883), MqttProtocolVersion.V500, TimeProvider.System.GetUtcNow()),
        Message(topic, payload),
        Duplicate: false,
        IsWill: false,
        TimeProvider.System.GetUtcNow());
}

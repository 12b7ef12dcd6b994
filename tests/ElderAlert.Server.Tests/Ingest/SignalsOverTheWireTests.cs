using System.Collections.Concurrent;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Tests.Shared;
using static ElderAlert.Server.Tests.Ingest.ReceiverFixture;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>What the signal rules look like from the wire: strangers behind a gateway, motion after a suspected fall, commands back.</summary>
public sealed class SignalsOverTheWireTests
{
    [Theory]
    [InlineData("""{"action":"emergency"}""", SignalKind.Sos)]
    [InlineData("""{"smoke":true}""", SignalKind.Smoke)]
    public async Task Gateway_UnknownSubDeviceCallsForHelp_IsRaisedForTheHomeUnderItsName(string payload, SignalKind kind)
    {
        await using var receiver = await StartAsync();
        await using var hub = await receiver.ConnectAsync("hub");

        await hub.PublishAsync(Message("zigbee2mqtt/new button", payload));

        var opened = Assert.Single(receiver.Journal.Facts<IncidentOpened>());
        Assert.Equal((kind, "new button", "hub"), (opened.Kind, opened.Signal!.UnknownName!.Value.Value, opened.Signal.Device.Value));
        Assert.Equal(InputProblem.UnknownDevice, Assert.Single(receiver.Journal.Facts<InputRejected>()).Problem);
        Assert.True(Assert.Single(receiver.Engine.OpenIncidents(TheCentre)).Marks.HasFlag(IncidentMarks.UnknownDevice));
    }

    [Fact]
    public async Task Telemetry_MotionAfterASuspectedFall_IsOneFactHoweverMuchIsMeasured()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");
        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"motion":0}}"""));
        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"fall_suspected"}"""));

        for (var i = 0; i < 10; i++)
        {
            await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"motion":1}}"""));
            await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"motion":0}}"""));
        }

        Assert.Equal("pendant", Assert.Single(receiver.Journal.Facts<MotionSeen>()).Device.Value);
        Assert.Equal(0.3, Assert.Single(receiver.Journal.Facts<IncidentOpened>()).Signal!.Confidence);
    }

    [Fact]
    public async Task Telemetry_MotionNotCommitted_IsAFactWhenItComesAgain()
    {
        const string Motion = """{"metrics":{"motion":1}}""";
        await using var receiver = await StartAsync();
        await using (var pendant = await receiver.ConnectAsync("pendant"))
        {
            await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"fall_suspected"}"""));
            receiver.Journal.Fault = AppendFault.Before;
            await Assert.ThrowsAsync<MqttConnectionLostException>(async () => await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", Motion)));
        }

        receiver.Journal.Fault = AppendFault.None;
        await using var again = await receiver.ConnectAsync("pendant");
        await again.PublishAsync(Message("ea/v1/pendant/telemetry", Motion));

        Assert.Single(receiver.Journal.Facts<MotionSeen>());
    }

    [Fact]
    public async Task Telemetry_MotionThatWasThereBefore_OrWithoutASuspicion_IsNoFact()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");
        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"motion":1}}"""));
        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"fall","confidence":0.2}"""));

        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"motion":1}}"""));

        Assert.Empty(receiver.Journal.Facts<MotionSeen>());
    }

    [Fact]
    public async Task Command_AlarmInTestMode_SaysSo_AndACancelIsAskedAbout()
    {
        await using var receiver = await StartAsync();
        var mode = new TestMode(TheCentre, new HouseholdId("h1"), TimeProvider.System.GetUtcNow().AddMinutes(30), Actor.System);
        await receiver.Engine.EditAsync(new DirectoryEdit(TheCentre, Actor.System, [mode], []), CancellationToken.None);
        var commands = new ConcurrentQueue<string>();
        await using var pendant = await receiver.ConnectAsync("pendant", onMessage: message =>
        {
            commands.Enqueue(Encoding.UTF8.GetString(message.Message.Payload.Span));
            return ValueTask.CompletedTask;
        });
        await pendant.SubscribeAsync("ea/v1/pendant/command", QualityOfService.AtLeastOnce);

        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));
        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"2","kind":"cancel"}"""));

        await UntilAsync(() => commands.Count == 2);
        Assert.Collection(
            commands,
            c => Assert.Contains("\"type\":\"received\"", c, StringComparison.Ordinal),
            c => Assert.Contains("\"type\":\"confirm\"", c, StringComparison.Ordinal));
        Assert.All(commands, c => Assert.Contains("\"test\":true", c, StringComparison.Ordinal));
    }
}

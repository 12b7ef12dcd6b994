using System.Net;
using System.Text;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Ingest;
using ElderAlert.Tests.Shared;
using static ElderAlert.Server.Tests.Ingest.ReceiverFixture;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>What a device on the wire sees of the receiver.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task Signal_Acknowledged_IsInTheJournalAndInAnIncident()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");

        var answer = await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        Assert.Equal(ReasonCode.Success, answer);
        Assert.Equal("1", Assert.Single(receiver.Journal.Facts<IncidentOpened>()).Signal!.Id);
        await UntilAsync(() => receiver.Telemetry.Points.Any(p => p is { Measurement: "signal", Kind: "sos" }));
    }

    [Fact]
    public async Task Signal_SentAgain_IsAcknowledgedAndChangesNothing()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant", version: MqttProtocolVersion.V311);
        var signal = Message("ea/v1/pendant/signal", """{"id":"1","kind":"fall"}""");

        await pendant.PublishAsync(signal);
        await pendant.PublishAsync(signal);

        Assert.Single(receiver.Journal.Facts<IncidentOpened>());
        Assert.Empty(receiver.Journal.Facts<SignalJoined>());
    }

    [Fact]
    public async Task Signal_NotCommitted_IsNotAcknowledged_AndIsTakenWhenItComesAgain()
    {
        await using var receiver = await StartAsync();
        receiver.Journal.Fault = AppendFault.Before;
        await using (var pendant = await receiver.ConnectAsync("pendant"))
        {
            await Assert.ThrowsAsync<MqttConnectionLostException>(
                async () => await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}""")));
        }

        receiver.Journal.Fault = AppendFault.None;
        await using var again = await receiver.ConnectAsync("pendant");
        await again.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));
        Assert.Single(receiver.Journal.Facts<IncidentOpened>());
    }

    [Fact]
    public async Task Signal_WhileTelemetryHangs_IsAcknowledged()
    {
        await using var receiver = await StartAsync();
        receiver.Telemetry.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pendant = await receiver.ConnectAsync("pendant");

        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"heartRate":71}}""", QualityOfService.AtMostOnce));
        var answer = await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        Assert.Equal(ReasonCode.Success, answer);
        receiver.Telemetry.Gate.SetResult();
    }

    [Fact]
    public async Task Telemetry_Acknowledged_IsInTheStore()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");

        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"heartRate":71,"battery":83}}"""));

        var point = Assert.Single(receiver.Telemetry.Points, p => p.Fields.ContainsKey("heartRate"));
        Assert.Equal(("telemetry", "pendant", 83), (point.Measurement, point.Tag.Value, point.Fields["battery"]));
    }

    [Fact]
    public async Task Telemetry_RefusedByTheStore_IsNotAcknowledged()
    {
        await using var receiver = await StartAsync();
        receiver.Telemetry.Fails = true;
        await using var pendant = await receiver.ConnectAsync("pendant");

        await Assert.ThrowsAsync<MqttConnectionLostException>(
            async () => await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"heartRate":71}}""")));
    }

    /// <summary>The metric that cannot be stored is shown to operators; the others are stored and the message is acknowledged.</summary>
    [Fact]
    public async Task Telemetry_OneMetricRefusedByTheStore_IsShownAndTheRestStored()
    {
        await using var receiver = await StartAsync();
        receiver.Telemetry.Refuses = "battery";
        await using var pendant = await receiver.ConnectAsync("pendant");

        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"heartRate":71,"battery":83}}"""));
        await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"heartRate":72,"battery":82}}"""));

        Assert.Equal(2, receiver.Telemetry.Points.Count(p => p.Fields.ContainsKey("heartRate")));
        var shown = Assert.Single(receiver.Journal.Facts<InputRejected>());
        Assert.Equal((new DeviceId("pendant"), "telemetry/battery"), (shown.Device!.Value, shown.Topic));
        Assert.Contains("no room", shown.Reason, StringComparison.Ordinal);
        Assert.StartsWith("battery 83", shown.Payload.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gateway_SmokeAndBatteryInOneMessage_ReachesTheDetectorsIncidentAndChart()
    {
        await using var receiver = await StartAsync();
        await using var hub = await receiver.ConnectAsync("hub");

        await hub.PublishAsync(Message("zigbee2mqtt/厨房 烟感", """{"smoke":true,"battery":76.5,"battery_low":false}"""));

        var opened = Assert.Single(receiver.Journal.Facts<IncidentOpened>());
        Assert.Equal(("smoke", SignalKind.Smoke), (opened.Signal!.Device.Value, opened.Kind));
        await UntilAsync(() => receiver.Telemetry.Points.Any(p => p.Tag.Value == "smoke" && p.Fields.GetValueOrDefault("battery") is 76.5));
    }

    [Fact]
    public async Task Gateway_StateRepeatedWithNothingNew_FillsNoJournal()
    {
        await using var receiver = await StartAsync();
        await using var hub = await receiver.ConnectAsync("hub");

        for (var i = 0; i < 5; i++)
        {
            await hub.PublishAsync(Message("zigbee2mqtt/厨房 烟感", $$"""{"smoke":false,"tamper":true,"battery_low":false,"linkquality":{{i}}}"""));
        }

        var signal = Assert.Single(receiver.Journal.Facts<IncidentOpened>()).Signal!;
        Assert.Equal(SignalKind.Tamper, signal.Kind);
        Assert.Empty(receiver.Journal.Facts<SignalRecorded>());
        Assert.Empty(receiver.Journal.Facts<SignalJoined>());
    }

    [Theory]
    [InlineData("""{"id":"1","kind":"explosion"}""", InputProblem.UnknownKind)]
    [InlineData("""{"id":"1","kind":""", InputProblem.Undecodable)]
    public async Task Signal_ThatNobodyCanRead_IsJournalledAndAcknowledged(string payload, InputProblem problem)
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");

        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Message("ea/v1/pendant/signal", payload)));
        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Message("ea/v1/pendant/signal", payload)));

        var rejected = Assert.Single(receiver.Journal.Facts<InputRejected>());
        Assert.Equal((problem, payload, "ea/v1/pendant/signal"), (rejected.Problem, rejected.Payload.Value, rejected.Topic));
    }

    [Fact]
    public async Task Gateway_UnknownSubDevice_IsJournalled()
    {
        await using var receiver = await StartAsync();
        await using var hub = await receiver.ConnectAsync("hub");

        await hub.PublishAsync(Message("zigbee2mqtt/new button", """{"action":"emergency"}"""));

        Assert.Equal(InputProblem.UnknownDevice, Assert.Single(receiver.Journal.Facts<InputRejected>()).Problem);
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V500, ReasonCode.NotAuthorized)]
    [InlineData(MqttProtocolVersion.V311, ReasonCode.Success)]
    public async Task Publish_ForeignTopic_IsRefusedAndJournalled_AndAlarmsGoOn(MqttProtocolVersion version, ReasonCode expected)
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant", version: version);

        Assert.Equal(expected, await pendant.PublishAsync(Message("ea/v1/hub/signal", """{"id":"1","kind":"sos"}""")));
        Assert.Equal(InputProblem.ForeignTopic, Assert.Single(receiver.Journal.Facts<InputRejected>()).Problem);
        Assert.Empty(receiver.Journal.Facts<IncidentOpened>());

        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));
        Assert.Single(receiver.Journal.Facts<IncidentOpened>());
    }

    [Theory]
    [InlineData("pendant", "wrong")]
    [InlineData("pendant", "")]
    [InlineData("stranger", Key)]
    [InlineData("smoke", Key)]
    public async Task Connect_UnknownDeviceOrWrongKey_IsRefusedAndJournalledOnce(string user, string key)
    {
        await using var receiver = await StartAsync();

        foreach (var version in new[] { MqttProtocolVersion.V500, MqttProtocolVersion.V311 })
        {
            var refused = await Assert.ThrowsAsync<MqttConnectException>(async () => await receiver.ConnectAsync(user, key, version));
            Assert.Equal(ReasonCode.NotAuthorized, refused.ReasonCode);
        }

        Assert.Equal(user, Assert.Single(receiver.Journal.Facts<DeviceRefused>()).UserName);
    }

    /// <summary>Telemetry may fill the disk that alarms are written to, but not the last of it.</summary>
    [Fact]
    public async Task Telemetry_DiskIsNearlyFull_GivesWay_AndAlarmsAreTaken()
    {
        await using var receiver = await StartAsync(free: DiskSpace.JournalsOwn - 1);
        await using var pendant = await receiver.ConnectAsync("pendant");

        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Message("ea/v1/pendant/telemetry", """{"metrics":{"battery":83}}""")));
        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}""")));

        Assert.Empty(receiver.Telemetry.Points);
        Assert.Single(receiver.Journal.Facts<IncidentOpened>());
    }

    /// <summary>Behind the address of a mobile network there may be a whole village that cannot call.</summary>
    [Fact]
    public async Task Connections_TooManyFromOneAddress_AreToldOnceAMinute()
    {
        await using var receiver = await StartAsync();
        var journal = receiver.Create<RefusalJournal>();
        var refused = new RefusedConnection(IPEndPoint.Parse("203.0.113.7:40000"), ClientId: null, UserName: null, ReasonCode.QuotaExceeded, "Too many connections from this address");

        await journal.RecordAsync(refused);
        await journal.RecordAsync(refused with { RemoteAddress = IPEndPoint.Parse("203.0.113.7:40001") });

        Assert.Equal("(any, from 203.0.113.7)", Assert.Single(receiver.Journal.Facts<DeviceRefused>()).UserName);
    }

    [Fact]
    public async Task Incident_Opened_IsToldToTheDeviceThatCalled()
    {
        await using var receiver = await StartAsync();
        var heard = new TaskCompletionSource<string>();
        await using var pendant = await receiver.ConnectAsync("pendant", onMessage: m =>
        {
            heard.TrySetResult(Encoding.UTF8.GetString(m.Message.Payload.Span));
            return ValueTask.CompletedTask;
        });
        await pendant.SubscribeAsync("ea/v1/pendant/command", QualityOfService.AtLeastOnce);

        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        using var command = JsonDocument.Parse(await heard.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("received", command.RootElement.GetProperty("type").GetString());
        Assert.NotEmpty(command.RootElement.GetProperty("id").GetString()!);
    }

    /// <summary>A centre has just been imported, and the disk does not answer when its journal is to be read for its devices.</summary>
    [Fact]
    public async Task Incident_JournalCouldNotBeReadBefore_IsToldToTheDeviceAllTheSame()
    {
        await using var receiver = await StartAsync();
        receiver.Journal.IsUnreadable = true;
        var filed = await receiver.Engine.EditAsync(NewCentre("c2", "newcomer"), CancellationToken.None);
        Assert.True(filed is EditResult.Done, string.Join(" ", (filed as EditResult.Refused)?.Problems ?? []));
        await UntilAsync(() => receiver.Journal.ReadsInVain > 0);
        receiver.Journal.IsUnreadable = false;
        var heard = new TaskCompletionSource<string>();
        await using var newcomer = await receiver.ConnectAsync("newcomer", onMessage: m =>
        {
            heard.TrySetResult(Encoding.UTF8.GetString(m.Message.Payload.Span));
            return ValueTask.CompletedTask;
        });
        await newcomer.SubscribeAsync("ea/v1/newcomer/command", QualityOfService.AtLeastOnce);

        await newcomer.PublishAsync(Message("ea/v1/newcomer/signal", """{"id":"1","kind":"sos"}"""));

        Assert.Contains("\"received\"", await heard.Task.WaitAsync(TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
    }

    /// <summary>A device that has gone mad must not fill the disk; what it says that can be read is heard as ever.</summary>
    [Fact]
    public async Task Rubbish_MoreThanAMinuteMayBring_IsSaidOnce_AndItsCallForHelpIsHeard()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");

        for (var n = 0; n < ProblemJournal.PerMinute + 5; n++)
        {
            Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Message("ea/v1/pendant/signal", $"{{ rubbish {n}")));
        }

        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));

        var rejected = receiver.Journal.Facts<InputRejected>().ToList();
        Assert.Equal(ProblemJournal.PerMinute + 1, rejected.Count);
        Assert.Contains("the others of this minute are not kept", rejected[^1].Reason, StringComparison.Ordinal);
        Assert.Single(receiver.Journal.Facts<IncidentOpened>());
    }

    [Fact]
    public async Task Incident_ClaimedAfterTwoDevicesCalled_IsToldToBoth()
    {
        await using var receiver = await StartAsync();
        var heard = new List<string>();
        ValueTask Hear(ReceivedMessage m)
        {
            lock (heard)
            {
                heard.Add(m.Message.Topic + " " + Encoding.UTF8.GetString(m.Message.Payload.Span));
            }

            return ValueTask.CompletedTask;
        }

        await using var pendant = await receiver.ConnectAsync("pendant", onMessage: Hear);
        await using var hub = await receiver.ConnectAsync("hub", onMessage: Hear);
        await pendant.SubscribeAsync("ea/v1/pendant/command", QualityOfService.AtLeastOnce);
        await hub.SubscribeAsync("ea/v1/hub/command", QualityOfService.AtLeastOnce);
        await pendant.PublishAsync(Message("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""));
        await hub.PublishAsync(Message("zigbee2mqtt/厨房 烟感", """{"smoke":true}"""));
        var incident = receiver.Engine.OpenIncidents(TheCentre).Single();

        var actor = Actor.Of(new OperatorId("op"), OperatorRole.Operator);
        await receiver.Engine.ExecuteAsync(TheCentre, incident.Id, _ => new Claim(actor), requestId: null, CancellationToken.None);

        await UntilAsync(() =>
        {
            lock (heard)
            {
                return heard.Count(h => h.Contains("\"claimed\"", StringComparison.Ordinal)) == 2;
            }
        });
        Assert.Contains(heard, h => h.StartsWith("ea/v1/hub/command", StringComparison.Ordinal) && h.Contains("\"device\":\"smoke\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Subscribe_ToAnothersCommands_IsRefused()
    {
        await using var receiver = await StartAsync();
        await using var pendant = await receiver.ConnectAsync("pendant");

        Assert.Equal(ReasonCode.NotAuthorized, await pendant.SubscribeAsync("ea/v1/hub/command", QualityOfService.AtLeastOnce));
        Assert.Equal(ReasonCode.NotAuthorized, await pendant.SubscribeAsync("#", QualityOfService.AtLeastOnce));
    }

    [Fact]
    public async Task Presence_FollowsTheConnection()
    {
        await using var receiver = await StartAsync();
        var pendant = await receiver.ConnectAsync("pendant");
        Assert.True(receiver.Presence.Find(new DeviceId("pendant"))!.Online);

        await pendant.DisconnectAsync();
        await pendant.DisposeAsync();

        await UntilAsync(() => receiver.Presence.Find(new DeviceId("pendant"))!.Online is false);
        await UntilAsync(() => receiver.Telemetry.Points.Any(p => p.Fields.GetValueOrDefault("online", -1) is 0));
    }
}

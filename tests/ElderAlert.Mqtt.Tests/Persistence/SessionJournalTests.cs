using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Sessions;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Mqtt.Tests.Persistence;

public sealed class SessionJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mqtt-sessions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ApplicationMessage Command(string text, QualityOfService qos = QualityOfService.AtLeastOnce) =>
        new("ea/v1/d1/command", System.Text.Encoding.UTF8.GetBytes(text), qos);

    [Theory]
    [InlineData(MqttProtocolVersion.V311, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.AtLeastOnce)]
    [InlineData(MqttProtocolVersion.V500, QualityOfService.ExactlyOnce)]
    public async Task Restart_QueuedCommandsAndSubscription_Survive(MqttProtocolVersion version, QualityOfService qos)
    {
        await using (var host = await StartAsync())
        {
            await using var device = await MqttClient.ConnectAsync(Device(host, version));
            await device.SubscribeAsync("ea/v1/d1/command", qos);
            await device.DisconnectAsync();
            await host.Application.NextDisconnectAsync();
            await host.Publisher.PublishAsync(Command("before", qos) with
            {
                Properties = new MessageProperties { UserProperties = [new UserProperty("a", "b")] },
            });
        }

        await using var restarted = await StartAsync();
        await restarted.Publisher.PublishAsync(Command("after", qos));
        var collector = new Collector();
        await using var back = await MqttClient.ConnectAsync(Device(restarted, version), collector.OnMessage);

        Assert.True(back.ConnectResult.SessionPresent);
        var first = await collector.NextAsync();
        Assert.Equal(("before", qos), (RecordingApplication.Text(first.Message), first.Message.QoS));
        Assert.Equal(version == MqttProtocolVersion.V500 ? 1 : 0, first.Message.Properties?.UserProperties.Count ?? 0);
        Assert.Equal("after", await collector.NextTextAsync());
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(300u)]
    public async Task Restart_ClientAwayForGood_WillIsPublishedWhenGraceAndDelayAreOver(uint delay)
    {
        await using (var host = await StartAsync())
        {
            await using var device = await MqttClient.ConnectAsync(WithWill(host, delay));
            await host.StopAsync();
            Assert.Equal(0, host.Application.PublishesWaiting);
        }

        var time = new ManualTime();
        await using var restarted = await StartAsync(time);
        await time.AdvanceAsync(TimeSpan.FromSeconds(Math.Max(delay, 120)) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, restarted.Application.PublishesWaiting);
        await time.AdvanceAsync(TimeSpan.FromSeconds(2));

        var publish = await restarted.Application.NextPublishAsync();
        Assert.True(publish.IsWill);
        Assert.Equal(("d1", "d1", "gone"), (publish.Client.ClientId, publish.Client.Identity, RecordingApplication.Text(publish.Message)));
    }

    [Theory]
    [InlineData("d1", 0)]
    [InlineData("other", 1)]
    public async Task Restart_ClientIsBack_WillIsVoidUnlessSomebodyElseUsesItsIdentifier(string identity, int published)
    {
        await using (var host = await StartAsync())
        {
            await using var device = await MqttClient.ConnectAsync(WithWill(host, delay: 0));
            await host.StopAsync();
        }

        var time = new ManualTime();
        await using (var restarted = await StartAsync(time))
        {
            await using var back = await MqttClient.ConnectAsync(restarted.Options("d1") with { UserName = identity, KeepAlive = TimeSpan.Zero });
            await time.AdvanceAsync(TimeSpan.FromSeconds(130));
            await Eventually.TrueAsync(() => restarted.Application.PublishesWaiting == published);
        }

        await using var third = await StartAsync(time);
        await time.AdvanceAsync(TimeSpan.FromSeconds(130));
        Assert.Equal(0, third.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Restart_SentButNotAcknowledged_SentAgainWithDup()
    {
        await using (var host = await StartAsync())
        {
            var silent = new Collector();
            await using var device = await MqttClient.ConnectAsync(
                Device(host, MqttProtocolVersion.V500) with { ManualAcknowledgement = true }, silent.OnMessage);
            await device.SubscribeAsync("ea/v1/d1/command");
            await host.Publisher.PublishAsync(Command("go"));
            await silent.NextAsync();
        }

        await using var restarted = await StartAsync();
        var collector = new Collector();
        await using var back = await MqttClient.ConnectAsync(Device(restarted, MqttProtocolVersion.V500), collector.OnMessage);

        var again = await collector.NextAsync();
        Assert.True(again.Duplicate);
        Assert.Equal("go", RecordingApplication.Text(again.Message));
    }

    [Fact]
    public async Task Restart_Retained_SurvivesAndClearedDoesNot()
    {
        await using (var host = await StartAsync())
        {
            await using var client = await host.ConnectAsync("p");
            await client.PublishAsync(new ApplicationMessage("kept", "1"u8.ToArray(), QualityOfService.AtLeastOnce, Retain: true));
            await client.PublishAsync(new ApplicationMessage("gone", "1"u8.ToArray(), QualityOfService.AtLeastOnce, Retain: true));
            await client.PublishAsync(new ApplicationMessage("gone", default, QualityOfService.AtLeastOnce, Retain: true));
        }

        await using var restarted = await StartAsync();
        var collector = new Collector();
        await using var late = await restarted.ConnectAsync("late", onMessage: collector.OnMessage);
        await late.SubscribeAsync("#");

        Assert.Equal("kept", (await collector.NextAsync()).Message.Topic);
        await late.SubscribeAsync("round/trip");
        Assert.Equal(0, collector.Waiting);
    }

    [Fact]
    public async Task Restart_ReceivedAtQoS2_NotTakenTwice()
    {
        await using (var host = await StartAsync())
        {
            using var client = await host.OpenAsync();
            await client.SendHexAsync("10 0E 00 04 'MQTT' 04 00 00 00 00 02 'd1'");
            await client.ReadPacketAsync();
            await client.SendHexAsync("34 06 00 01 'a' 00 05 'x'");
            Assert.Equal([0x50, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
        }

        await using var restarted = await StartAsync();
        using var back = await restarted.OpenAsync();
        await back.SendHexAsync("10 0E 00 04 'MQTT' 04 00 00 00 00 02 'd1'");
        Assert.Equal([0x20, 0x02, 0x01, 0x00], await back.ReadPacketAsync());
        await back.SendHexAsync("3C 06 00 01 'a' 00 05 'x'");

        Assert.Equal([0x50, 0x02, 0x00, 0x05], await back.ReadPacketAsync());
        Assert.Equal(0, restarted.Application.PublishesWaiting);
    }

    /// <summary>PUBREC promises that a crash neither loses nor doubles the message, also where it is the answer to a repetition.</summary>
    [Fact]
    public async Task Publish_QoS2SentAgainBeforeItIsOnDisk_NotAcknowledgedBefore()
    {
        await using var host = await StartAsync();
        using var client = await host.OpenAsync();
        await client.SendHexAsync("10 0E 00 04 'MQTT' 04 00 00 00 00 02 'd1'");
        await client.ReadPacketAsync();
        using (host.Server.Journal!.Together())
        {
            await client.SendHexAsync("34 06 00 01 'a' 00 05 'x'  3C 06 00 01 'a' 00 05 'x'  C0 00");
            Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        }

        Assert.Equal([0x50, 0x02, 0x00, 0x05], await client.ReadPacketAsync());
        await host.Application.NextPublishAsync();
        Assert.Equal(0, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Unsubscribe_NotOnDiskYet_NotAcknowledgedBefore()
    {
        await using var host = await StartAsync();
        using var client = await host.OpenAsync();
        await client.SendHexAsync("10 0E 00 04 'MQTT' 04 00 00 00 00 02 'd1'");
        await client.ReadPacketAsync();
        await client.SendHexAsync("82 06 00 01 00 01 'a' 00");
        Assert.Equal([0x90, 0x03, 0x00, 0x01, 0x00], await client.ReadPacketAsync());
        Task<byte[]> answer;
        using (host.Server.Journal!.Together())
        {
            await client.SendHexAsync("A2 05 00 02 00 01 'a'");
            answer = client.ReadPacketAsync();
            await Eventually.TrueAsync(() => host.Server.Router.SubscriptionCount == 0);
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            Assert.False(answer.IsCompleted);
        }

        Assert.Equal([0xB0, 0x02, 0x00, 0x02], await answer);
    }

    /// <summary>A message of the former session that the sink took late has nothing to do with those that the new session's client sends.</summary>
    [Fact]
    public async Task Restart_FormerSessionsMessageFinishedLate_NewOneWithItsIdentifierIsTaken()
    {
        var message = Command("fall", QualityOfService.ExactlyOnce);
        await using (var host = await MqttHost.StartAsync(options => (options.SessionFolder, options.CloseTimeout) = (_folder, TimeSpan.FromMilliseconds(50))))
        {
            var outcome = new TaskCompletionSource<PublishOutcome>();
            host.Application.Sink = _ => new ValueTask<PublishOutcome>(outcome.Task);
            await using var first = await MqttClient.ConnectAsync(Device(host, MqttProtocolVersion.V500));
            var publishing = first.PublishAsync(message).AsTask();
            await host.Application.NextPublishAsync();
            await using var second = await MqttClient.ConnectAsync(Device(host, MqttProtocolVersion.V500) with { CleanStart = true });
            await Assert.ThrowsAsync<MqttConnectionLostException>(() => publishing);
            outcome.SetResult(PublishOutcome.Accepted);
            await host.Application.NextDisconnectAsync();
        }

        await using var restarted = await StartAsync();
        await using var back = await MqttClient.ConnectAsync(Device(restarted, MqttProtocolVersion.V500));
        Assert.True(back.ConnectResult.SessionPresent);
        await back.PublishAsync(message);

        Assert.Equal("fall", RecordingApplication.Text((await restarted.Application.NextPublishAsync()).Message));
    }

    /// <summary>The will of a connection that lost its session to the next one must not outlive that one's.</summary>
    [Fact]
    public async Task Restart_LeftAfterTakingOverFromAConnectionThatHung_NoWillIsPublished()
    {
        var time = new ManualTime();
        await using (var host = await StartAsync(time))
        {
            var outcome = new TaskCompletionSource<PublishOutcome>();
            host.Application.Sink = _ => new ValueTask<PublishOutcome>(outcome.Task);
            await using var first = await MqttClient.ConnectAsync(WithWill(host, delay: 30));
            var publishing = first.PublishAsync(Command("fall")).AsTask();
            await host.Application.NextPublishAsync();
            var connecting = MqttClient.ConnectAsync(WithWill(host, delay: 30) with { CleanStart = false }).AsTask();
            await first.Closed;
            while (!connecting.IsCompleted)
            {
                await time.AdvanceAsync(TimeSpan.FromMilliseconds(250));
            }

            await using var second = await connecting;
            await Assert.ThrowsAsync<MqttConnectionLostException>(() => publishing);
            outcome.SetResult(PublishOutcome.Accepted);
            await host.Application.NextDisconnectAsync();
            await second.DisconnectAsync();
            await host.Application.NextDisconnectAsync();
        }

        await using var restarted = await StartAsync(time);
        await time.AdvanceAsync(TimeSpan.FromSeconds(200));
        Assert.Equal(0, restarted.Application.PublishesWaiting);
    }

    /// <summary>In 3.1.1 nothing is shared, and such a filter is one like any other; read as one of 5.0 it is not well formed.</summary>
    [Fact]
    public async Task Restart_FilterOf311ThatIsNoneOf500_ServerStartsAndKeepsIt()
    {
        await using (var host = await StartAsync())
        {
            await using var device = await MqttClient.ConnectAsync(Device(host, MqttProtocolVersion.V311));
            await device.SubscribeAsync("$share//x");
        }

        await using var restarted = await StartAsync();
        var collector = new Collector();
        await using var back = await MqttClient.ConnectAsync(Device(restarted, MqttProtocolVersion.V311), collector.OnMessage);
        await restarted.Publisher.PublishAsync(new ApplicationMessage("$share//x", "1"u8.ToArray(), QualityOfService.AtLeastOnce));

        Assert.Equal("1", await collector.NextTextAsync());
    }

    [Fact]
    public async Task Restart_SessionOver_StaysForgotten()
    {
        var time = new ManualTime();
        await using (var host = await StartAsync(time))
        {
            await using var device = await MqttClient.ConnectAsync(Device(host, MqttProtocolVersion.V500));
            await device.SubscribeAsync("ea/v1/d1/command");
        }

        await time.AdvanceAsync(TimeSpan.FromMinutes(61));
        await using var restarted = await StartAsync(time);
        await using var back = await MqttClient.ConnectAsync(Device(restarted, MqttProtocolVersion.V500));

        Assert.False(back.ConnectResult.SessionPresent);
    }

    /// <summary>What the disk did not take is not said to be there, and is written once the disk takes it.</summary>
    [Fact]
    public async Task Flush_DiskRefusedForAWhile_FailsUntilItTakesEverything()
    {
        var (time, retry) = (new FakeClock(), TimeSpan.FromSeconds(1));
        await using (var journal = new SessionJournal(_folder, NullLogger.Instance, time))
        {
            journal.Start(_ => { });
            journal.Append(new SessionSaved("c", "i", 60, null));
            await journal.FlushAsync();

            // Enough to be written anew, where a folder is in the way.
            Directory.CreateDirectory(Log() + ".new");
            journal.Append(new RetainedSet(new TimedMessage(new ApplicationMessage("t", new byte[17 * 1024 * 1024]), null)));
            await time.UntilTimerAsync(retry).WaitAsync(TimeSpan.FromSeconds(30));
            journal.Append(new ReceiptMarked("c", 7));
            var flushed = journal.FlushAsync();
            time.Advance(retry);
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => flushed);

            await time.UntilTimerAsync(retry).WaitAsync(TimeSpan.FromSeconds(30));
            Directory.Delete(Log() + ".new");
            flushed = journal.FlushAsync();
            time.Advance(retry);
            await flushed;
            journal.Append(new ReceiptMarked("c", 8));
            await journal.FlushAsync();
        }

        Assert.Equal<ushort>([7, 8], (await ReadAsync()).Sessions["c"].Received.Order());
    }

    [Fact]
    public async Task Open_HalfWrittenAtTheEnd_CutOffAndTheRestRead()
    {
        await WriteAsync(new SessionSaved("c", "i", 60, null), new ReceiptMarked("c", 7));
        await File.AppendAllBytesAsync(Log(), [40, 0, 0, 0, 1, 2, 3, 4, 5]);

        var state = await ReadAsync();

        Assert.Equal([7], state.Sessions["c"].Received);
    }

    [Fact]
    public async Task Open_DamagedInTheMiddle_Throws()
    {
        await WriteAsync(new SessionSaved("c", "i", 60, null), new ReceiptMarked("c", 7));
        var bytes = await File.ReadAllBytesAsync(Log());
        bytes[10] ^= 1;
        await File.WriteAllBytesAsync(Log(), bytes);

        Assert.Throws<InvalidDataException>(() => new SessionJournal(_folder, NullLogger.Instance, TimeProvider.System));
    }

    [Fact]
    public async Task Open_EveryKindOfRecord_SaysTheSame()
    {
        var timed = new TimedMessage(Command("x", QualityOfService.ExactlyOnce), new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
        var delivery = new Delivery(timed, QualityOfService.ExactlyOnce, Retain: true, Essential: true, [3, 4]) { Order = 9 };
        await WriteAsync(
            new SessionSaved("c", "i", 60, null),
            new Subscribed("c", new SubscriptionRequest("a/#") { NoLocal = true, RetainHandling = RetainHandling.SendIfNew }, 5),
            new Subscribed("c", new SubscriptionRequest("b"), null),
            new Unsubscribed("c", "b"),
            new DeliveryQueued("c", delivery),
            new DeliverySent("c", 9, 12),
            new DeliveryReleased("c", 9),
            new DeliveryQueued("c", delivery with { Order = 10 }),
            new DeliveryFinished("c", 10),
            new ReceiptMarked("c", 1),
            new ReceiptMarked("c", 2),
            new ReceiptForgotten("c", 1),
            new RetainedSet(timed),
            new WillKept(WillOf("c", 7), timed.ExpiresAt),
            new WillKept(WillOf("d", 8), DueAt: null),
            new WillDropped("d", 7),
            new WillKept(WillOf("e", 9), DueAt: null),
            new WillDropped("e", 9),
            new SessionSaved("d", "i", 60, null),
            new SessionEnded("d"));

        await ReadAsync();
        var state = await ReadAsync();

        var session = Assert.Single(state.Sessions).Value;
        var subscribed = Assert.Single(session.Subscriptions).Value;
        Assert.Equal((5u, true, RetainHandling.SendIfNew), (subscribed.Identifier, subscribed.Request.NoLocal, subscribed.Request.RetainHandling));
        var stored = Assert.Single(session.Deliveries).Value;
        Assert.Equal(((ushort)12, true, QualityOfService.ExactlyOnce), (stored.PacketId, stored.Released, stored.Delivery.QoS));
        Assert.Equal([3u, 4u], stored.Delivery.SubscriptionIdentifiers);
        Assert.True(stored.Delivery is { Essential: true, Retain: true });
        Assert.Equal([2], session.Received);
        Assert.Equal(timed.ExpiresAt, state.Retained["ea/v1/d1/command"].ExpiresAt);
        Assert.Equal([("c", 7L, timed.ExpiresAt), ("d", 8L, null)], state.Wills.Values.Select(kept => (kept.Will.Client.ClientId, kept.Will.Id, kept.DueAt)));
        var will = state.Wills["c"].Will;
        Assert.Equal((WillOf("c", 7).Client, 30u, "x"), (will.Client, will.DelaySeconds, RecordingApplication.Text(will.Message)));
        Assert.Equal("x", RecordingApplication.Text(state.Retained["ea/v1/d1/command"].Message));
    }

    private string Log() => Path.Combine(_folder, "sessions.log");

    private Task<MqttHost> StartAsync(TimeProvider? time = null) => MqttHost.StartAsync(options => options.SessionFolder = _folder, time);

    private async Task WriteAsync(params StoreRecord[] records)
    {
        await using var journal = new SessionJournal(_folder, NullLogger.Instance, TimeProvider.System);
        journal.Start(_ => { });
        foreach (var record in records)
        {
            journal.Append(record);
        }

        await journal.FlushAsync();
    }

    private async Task<StoredState> ReadAsync()
    {
        StoredState? state = null;
        await using var journal = new SessionJournal(_folder, NullLogger.Instance, TimeProvider.System);
        journal.Start(read => state = read);
        return state!;
    }

    private static Will WillOf(string client, long id) => new(
        id,
        new ClientConnection("0H1", client, "i", RemoteAddress: null, MqttProtocolVersion.V311, new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero)),
        Command("x", QualityOfService.ExactlyOnce),
        DelaySeconds: 30);

    private static MqttClientOptions WithWill(MqttHost host, uint delay) => host.Options("d1") with
    {
        UserName = "d1",
        KeepAlive = TimeSpan.Zero,
        Will = Command("gone"),
        WillDelay = TimeSpan.FromSeconds(delay),
        SessionExpiry = delay == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1),
    };

    private static MqttClientOptions Device(MqttHost host, MqttProtocolVersion version) =>
        host.Options("d1", version) with { CleanStart = false, SessionExpiry = TimeSpan.FromHours(1), KeepAlive = TimeSpan.Zero };
}

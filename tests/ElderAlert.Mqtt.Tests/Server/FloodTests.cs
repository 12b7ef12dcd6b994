using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

/// <summary>
/// Clients that open and do not speak, listen and do not read, ask and do not listen: memory stays bounded, and the
/// alarm of another device is acknowledged meanwhile.
/// </summary>
[Collection(nameof(FloodTests))]
public sealed class FloodTests
{
    private const int KiB = 1024;

    /// <summary>What a connection costs beside what is kept for it: sockets and pipes of both ends, which are both in this process.</summary>
    private const int PerConnection = 48 * KiB;

    /// <summary>What Kestrel keeps for a connection that is slow to send.</summary>
    private const int SendBuffer = 128 * KiB;

    /// <summary>What Kestrel reads ahead of a connection, and as much again in answers to it.</summary>
    private const int KestrelsBuffer = 2 * 1024 * KiB;

    private readonly ManualTime _time = new();

    [Fact]
    public async Task HalfOpen_HalfAConnectEach_MemoryIsBoundedAndTheyAreClosed()
    {
        const int Connections = 1000;
        await using var host = await MqttHost.StartAsync(time: _time);
        var before = Memory();
        var clients = new List<RawClient>();
        byte[] half = [0x10, 0x80, 0x7D, .. new byte[15 * KiB]];
        for (var i = 0; i < Connections; i++)
        {
            var client = await host.OpenAsync();
            await client.SendAsync(half);
            clients.Add(client);
        }

        await Eventually.TrueAsync(() => host.Server.Deadlines.Count == Connections);
        await ExpectAlarmAcknowledgedAsync(host);
        Assert.InRange(GrownSince(before), 0, Connections * (PerConnection + host.Server.Options.MaximumConnectSize));

        await _time.AdvanceAsync(TimeSpan.FromSeconds(11));
        await Eventually.TrueAsync(() => host.Server.Deadlines.Count == 0);
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task SlowReaders_TelemetryPoursIn_MemoryIsBoundedAndTheyAreCut()
    {
        const int Readers = 20;
        const int MessageBytes = 10 * KiB;
        await using var host = await MqttHost.StartAsync(options => options.MaximumQueuedBytes = 64 * KiB, _time);
        var readers = new List<RawClient>();
        for (var i = 0; i < Readers; i++)
        {
            var reader = await RawClient.OpenAsync(host.Port, receiveBuffer: 8 * KiB);
            await reader.ConnectAsync(MqttProtocolVersion.V311, $"slow{i}");
            await reader.SendHexAsync("82 06 00 01 00 01 't' 00");
            await reader.ReadPacketAsync();
            readers.Add(reader);
        }

        var before = Memory();
        await using var publisher = await Mqtt.Client.MqttClient.ConnectAsync(host.Options("publisher") with { KeepAlive = TimeSpan.Zero });
        for (var i = 0; i < 2000; i++)
        {
            await publisher.PublishAsync(new ApplicationMessage("t", new byte[MessageBytes], QualityOfService.AtLeastOnce));
            await host.Application.NextPublishAsync();
        }

        await ExpectAlarmAcknowledgedAsync(host);
        Assert.InRange(GrownSince(before), 0, Readers * (PerConnection + (2 * host.Server.Options.MaximumQueuedBytes) + SendBuffer));

        await _time.AdvanceAsync(TimeSpan.FromSeconds(62));
        for (var i = 0; i < Readers; i++)
        {
            await host.Application.NextDisconnectAsync();
        }

        readers.ForEach(reader => reader.Dispose());
    }

    [Fact]
    public async Task SlowReader_BlockedAtTheFirstLook_HasItsWholeTime()
    {
        await using var host = await MqttHost.StartAsync(time: _time);
        using var reader = await SubscribedAsync(host);
        await using var publisher = await Mqtt.Client.MqttClient.ConnectAsync(host.Options("publisher") with { KeepAlive = TimeSpan.Zero });
        await PourAsync(host, publisher);

        await _time.AdvanceAsync(TimeSpan.FromSeconds(59));
        Assert.Equal(2, host.Server.Deadlines.Count);

        await _time.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal("The client does not read what is sent to it", (await host.Application.NextDisconnectAsync()).Cause.Detail);
    }

    [Fact]
    public async Task SlowReader_TakesSomeBetweenTheLooks_IsKept()
    {
        await using var host = await MqttHost.StartAsync(time: _time);
        using var reader = await SubscribedAsync(host);
        await using var publisher = await Mqtt.Client.MqttClient.ConnectAsync(host.Options("publisher") with { KeepAlive = TimeSpan.Zero });
        for (var round = 0; round < 4; round++)
        {
            await PourAsync(host, publisher);
            await _time.AdvanceAsync(TimeSpan.FromSeconds(40));
            Assert.Equal(2, host.Server.Deadlines.Count);
            await reader.SkipWhatIsThereAsync();
        }
    }

    private static async Task<RawClient> SubscribedAsync(MqttHost host)
    {
        var reader = await RawClient.OpenAsync(host.Port, receiveBuffer: 8 * KiB);
        await reader.ConnectAsync(MqttProtocolVersion.V311, "slow");
        await reader.SendHexAsync("82 06 00 01 00 01 't' 00");
        await reader.ReadPacketAsync();
        return reader;
    }

    /// <summary>So much that a reader is blocked who does not read.</summary>
    private static async Task PourAsync(MqttHost host, Mqtt.Client.MqttClient publisher)
    {
        for (var i = 0; i < 1000; i++)
        {
            await publisher.PublishAsync(new ApplicationMessage("t", new byte[10 * KiB], QualityOfService.AtLeastOnce));
            await host.Application.NextPublishAsync();
        }
    }

    [Fact]
    public async Task Askers_AnswersAreNotRead_NothingMoreIsReadFromThem()
    {
        await using var host = await MqttHost.StartAsync(time: _time);
        using var asker = await RawClient.OpenAsync(host.Port, receiveBuffer: 8 * KiB);
        await asker.ConnectAsync(MqttProtocolVersion.V311);
        var before = Memory();
        var questions = Enumerable.Repeat<byte[]>([0xC0, 0x00], 32 * KiB).SelectMany(ping => ping).ToArray();

        await Assert.ThrowsAnyAsync<TimeoutException>(async () =>
        {
            for (var sent = 0; sent < 1000; sent++)
            {
                await asker.SendAsync(questions).WaitAsync(TimeSpan.FromSeconds(1));
            }
        });

        await ExpectAlarmAcknowledgedAsync(host);
        Assert.InRange(GrownSince(before), 0, 2 * KestrelsBuffer);
        await _time.AdvanceAsync(TimeSpan.FromSeconds(62));
        Assert.Equal(ReasonCode.QuotaExceeded, (await NextDisconnectOfAsync(host, "raw")).ReasonCode);
    }

    private static async Task ExpectAlarmAcknowledgedAsync(MqttHost host)
    {
        await using var device = await Mqtt.Client.MqttClient.ConnectAsync(host.Options("device") with { KeepAlive = TimeSpan.Zero });
        var alarm = new ApplicationMessage("ea/v1/d1/signal", "sos"u8.ToArray(), QualityOfService.AtLeastOnce);
        Assert.Equal(ReasonCode.Success, await device.PublishAsync(alarm).AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        await device.DisconnectAsync();
        Assert.Equal(ReasonCode.Success, (await NextDisconnectOfAsync(host, "device")).ReasonCode);
    }

    private static async Task<DisconnectCause> NextDisconnectOfAsync(MqttHost host, string clientId)
    {
        while (true)
        {
            var (client, cause) = await host.Application.NextDisconnectAsync();
            if (client.ClientId == clientId)
            {
                return cause;
            }
        }
    }

    /// <summary>What other tests have left may go meanwhile.</summary>
    private static long GrownSince(long before) => Math.Max(0, Memory() - before);

    /// <summary>What is in use once everything that is not has been collected.</summary>
    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>What measures the memory of the process runs alone.</summary>
[CollectionDefinition(nameof(FloodTests), DisableParallelization = true)]
public sealed class FloodCollection;

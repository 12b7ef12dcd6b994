using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class KeepAliveTests
{
    [Fact]
    public async Task KeepAlive_SilentForOneAndAHalf_Closed()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500, keepAlive: 10);

        await time.AdvanceAsync(TimeSpan.FromSeconds(14));
        await client.SendHexAsync("C0 00");
        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        await time.AdvanceAsync(TimeSpan.FromSeconds(16));

        Assert.Equal([0xE0, 0x02, 0x8D, 0x00], await client.ReadToEndAsync());
        Assert.Equal(ReasonCode.KeepAliveTimeout, (await host.Application.NextDisconnectAsync()).Cause.ReasonCode);
    }

    [Fact]
    public async Task KeepAlive_Zero_NeverCloses()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311, keepAlive: 0);

        await time.AdvanceAsync(TimeSpan.FromHours(1));
        await client.SendHexAsync("C0 00");

        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
    }

    [Fact]
    public async Task KeepAlive_ServerDoesNotRead_SilenceIsNotHeldAgainstTheClient()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(options => options.ReceiveMaximum = 1, time);
        var commit = new TaskCompletionSource<PublishOutcome>();
        host.Application.Sink = _ => new ValueTask<PublishOutcome>(commit.Task);
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V311, keepAlive: 10);

        await client.SendHexAsync("32 06 00 01 'a' 00 01 'x'");
        await Eventually.TrueAsync(() => host.Server.Budget.Used > 0);
        await time.AdvanceAsync(TimeSpan.FromMinutes(2));
        commit.SetResult(PublishOutcome.Accepted);

        Assert.Equal([0x40, 0x02, 0x00, 0x01], await client.ReadPacketAsync());
    }

    /// <summary>The clock looks at a connection just while its CONNECT is answered: the wait for CONNECT is over, and nothing else has begun.</summary>
    [Fact]
    public async Task KeepAlive_ConnectIsAnsweredDuringALook_StaysOpen()
    {
        var time = new SlowLook();
        await using var host = await MqttHost.StartAsync(time: time);
        using var client = await host.OpenAsync();
        await Eventually.TrueAsync(() => host.Server.Deadlines.Count == 1);

        time.HoldNextLook();
        // The clock looks on the thread that moves the time.
        var look = Task.Run(() => time.AdvanceAsync(TimeSpan.FromSeconds(1)), TestContext.Current.CancellationToken);
        await time.Looking;
        try
        {
            await client.ConnectAsync(MqttProtocolVersion.V311, keepAlive: 0);
        }
        finally
        {
            time.Release();
        }

        await look;
        await time.AdvanceAsync(TimeSpan.FromSeconds(5));
        await client.SendHexAsync("C0 00");

        Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
    }

    /// <summary>A clock that can stop whoever works out for how long something has been.</summary>
    private sealed class SlowLook : ManualTime
    {
        private readonly TaskCompletionSource _looking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _released = new();
        private int _isHeld;

        /// <summary>Somebody is stopped.</summary>
        public Task Looking => _looking.Task;

        public override long TimestampFrequency
        {
            get
            {
                if (Interlocked.Exchange(ref _isHeld, 0) == 1)
                {
                    _looking.SetResult();
                    _released.Wait();
                }

                return base.TimestampFrequency;
            }
        }

        public void HoldNextLook() => Interlocked.Exchange(ref _isHeld, 1);

        public void Release() => _released.Set();
    }
}

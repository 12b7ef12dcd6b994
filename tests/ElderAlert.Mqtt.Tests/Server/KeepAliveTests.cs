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
}

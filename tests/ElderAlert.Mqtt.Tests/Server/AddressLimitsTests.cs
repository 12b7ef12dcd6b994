using System.Net;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class AddressLimitsTests
{
    private static readonly IPEndPoint s_home = new(IPAddress.Parse("203.0.113.7"), 4711);

    [Fact]
    public void TryEnter_AboveTheLimit_RefusedUntilOneLeaves()
    {
        var limits = new AddressLimits(new MqttServerOptions { MaximumConnectionsPerAddress = 2 }, new ManualTime());

        Assert.True(limits.TryEnter(s_home));
        Assert.True(limits.TryEnter(s_home));
        Assert.False(limits.TryEnter(s_home));
        Assert.True(limits.TryEnter(new IPEndPoint(IPAddress.Parse("203.0.113.8"), 1)));
        limits.Leave(s_home);
        Assert.True(limits.TryEnter(s_home));
    }

    [Fact]
    public void TryEnter_Loopback_NotLimited()
    {
        var limits = new AddressLimits(new MqttServerOptions { MaximumConnectionsPerAddress = 1 }, new ManualTime());

        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(limits.TryEnter(new IPEndPoint(IPAddress.Loopback, 1))));
    }

    [Fact]
    public async Task DelayAfterFailure_Guessing_GrowsToTenSecondsAndIsForgotten()
    {
        var time = new ManualTime();
        var limits = new AddressLimits(new MqttServerOptions(), time);

        var delays = Enumerable.Range(0, 20).Select(_ => limits.DelayAfterFailure(s_home).TotalSeconds).ToArray();
        await time.AdvanceAsync(TimeSpan.FromMinutes(6));
        limits.Sweep();

        Assert.Equal([0, 0, 0, 0, 0, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10], delays[..13]);
        Assert.Equal(TimeSpan.Zero, limits.DelayAfterFailure(s_home));
    }

    [Fact]
    public void DelayAfterFailure_TheWallClockIsPutBack_IsForgottenAsSoon()
    {
        var time = new FakeClock();
        var limits = new AddressLimits(new MqttServerOptions(), time);
        TimeSpan[] delays = [.. Enumerable.Range(0, 20).Select(_ => limits.DelayAfterFailure(s_home))];
        Assert.Equal(TimeSpan.FromSeconds(10), delays[^1]);

        time.PutBack(TimeSpan.FromDays(1));
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(TimeSpan.Zero, limits.DelayAfterFailure(s_home));
    }
}

using System.Net;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Auth;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress There = IPAddress.Parse("192.0.2.2");

    private readonly FakeClock _clock = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(new AuthOptions(), _clock);

    [Fact]
    public void Wait_FourFailures_IsNone()
    {
        Fail("wang", Here, times: 4);

        Assert.Null(_throttle.Wait("wang", Here));
    }

    [Fact]
    public void Wait_EachFurtherFailure_Doubles()
    {
        var waits = new List<TimeSpan?>();
        Fail("wang", Here, times: 4);
        for (var i = 0; i < 10; i++)
        {
            Fail("wang", Here, times: 1);
            waits.Add(_throttle.Wait("wang", Here));
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 640, 900, 900], waits.Select(w => (int)w!.Value.TotalSeconds));
    }

    [Fact]
    public void Wait_TheClockIsPutBack_IsNoLonger()
    {
        Fail("wang", Here, times: 5);

        _clock.PutBack(TimeSpan.FromDays(1));

        Assert.Equal(TimeSpan.FromSeconds(5), _throttle.Wait("wang", Here));
    }

    [Fact]
    public void Wait_FromAnotherAddress_IsNone()
    {
        Fail("wang", Here, times: 8);

        Assert.Null(_throttle.Wait("wang", There));
        Assert.Null(_throttle.Wait("boss", Here));
    }

    [Fact]
    public void Wait_ManyUsersFromOneAddress_HoldsTheAddressBack()
    {
        for (var user = 0; user < 30; user++)
        {
            Fail($"user-{user}", Here, times: 1);
        }

        Assert.NotNull(_throttle.Wait("somebody", Here));
        Assert.Null(_throttle.Wait("somebody", There));
    }

    [Fact]
    public void Wait_SameIpv6Network_CountsAsOneAddress()
    {
        for (var host = 0; host < 30; host++)
        {
            Fail($"user-{host}", IPAddress.Parse($"2001:db8:1:2::{host + 1:x}"), times: 1);
        }

        Assert.NotNull(_throttle.Wait("somebody", IPAddress.Parse("2001:db8:1:2:ffff::1")));
    }

    [Fact]
    public void Wait_OnceItIsOver_AllowsATry()
    {
        Fail("wang", Here, times: 5);
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(_throttle.Wait("wang", Here));
    }

    [Fact]
    public void Succeeded_ForgetsTheUsersFailures()
    {
        Fail("wang", Here, times: 4);
        _throttle.Succeeded("wang", Here);
        Fail("wang", Here, times: 4);

        Assert.Null(_throttle.Wait("wang", Here));
    }

    [Fact]
    public void Failed_LongAgo_IsForgotten()
    {
        Fail("wang", Here, times: 4);
        _clock.Advance(TimeSpan.FromHours(1));
        Fail("wang", Here, times: 1);

        Assert.Null(_throttle.Wait("wang", Here));
    }

    private void Fail(string user, IPAddress address, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _throttle.Failed(user, address);
        }
    }
}

using ElderAlert.Server.Ingest;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Ingest;

public sealed class RecentKeysTests
{
    /// <summary>What cannot be read may be a call for help: it is told again after its minute, also when the clock was an hour ahead.</summary>
    [Fact]
    public void Contains_TheClockIsPutBack_ForgetsAfterTheWindowAllTheSame()
    {
        var clock = new FakeClock();
        var keys = new RecentKeys(clock);
        keys.Remember("key", TimeSpan.FromMinutes(1));

        clock.PutBack(TimeSpan.FromHours(1));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True(keys.Contains("key"));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(keys.Contains("key"));
    }
}

using ElderAlert.Domain;
using ElderAlert.Engine.Clock;

namespace ElderAlert.Engine.Tests.Clock;

public sealed class DeadlineQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly IncidentId First = new("i1");
    private static readonly IncidentId Second = new("i2");

    private readonly DeadlineQueue _queue = new();

    [Fact]
    public void TakeDue_NothingDue_IsEmpty()
    {
        _queue.Arm(First, Noon.AddSeconds(1));

        Assert.Empty(_queue.TakeDue(Noon));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public void TakeDue_InOrderOfTheirTimes()
    {
        _queue.Arm(First, Noon.AddSeconds(2));
        _queue.Arm(Second, Noon.AddSeconds(1));

        Assert.Equal([Second, First], _queue.TakeDue(Noon.AddSeconds(2)));
    }

    [Fact]
    public void Arm_Later_TheEarlierTimeNoLongerFires()
    {
        _queue.Arm(First, Noon.AddSeconds(1));
        _queue.Arm(First, Noon.AddSeconds(5));

        Assert.Empty(_queue.TakeDue(Noon.AddSeconds(4)));
        Assert.Equal([First], _queue.TakeDue(Noon.AddSeconds(5)));
    }

    [Fact]
    public void Arm_Sooner_FiresOnceOnly()
    {
        _queue.Arm(First, Noon.AddSeconds(5));
        _queue.Arm(First, Noon.AddSeconds(1));

        Assert.Equal([First], _queue.TakeDue(Noon.AddSeconds(1)));
        Assert.Empty(_queue.TakeDue(Noon.AddSeconds(9)));
    }

    [Fact]
    public void Arm_Null_TakesItOut()
    {
        _queue.Arm(First, Noon);
        _queue.Arm(First, null);

        Assert.Empty(_queue.TakeDue(Noon));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task WaitForSooner_WakesOnlyForSomethingSooner()
    {
        _queue.Arm(First, Noon.AddSeconds(5));
        await _queue.WaitForSoonerAsync(CancellationToken.None);
        var waiting = _queue.WaitForSoonerAsync(CancellationToken.None);

        _queue.Arm(Second, Noon.AddSeconds(9));
        Assert.False(waiting.IsCompleted);
        _queue.Arm(Second, Noon.AddSeconds(1));

        await waiting;
    }
}

using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Ingest;

namespace ElderAlert.Server.Tests.Ingest;

public sealed class ConditionBookTests
{
    private readonly ManualTime _time = new();
    private readonly ConditionBook _book;

    public ConditionBookTests() => _book = new ConditionBook(_time);

    [Fact]
    public void IsNews_DangerRepeated_AlwaysPasses()
    {
        Assert.True(Tell(SignalKind.Smoke));
        Assert.True(Tell(SignalKind.Smoke));
    }

    [Fact]
    public void IsNews_TechnicalRepeated_PassesOnceADay()
    {
        Assert.True(Tell(SignalKind.Tamper));
        Assert.False(Tell(SignalKind.Tamper));
        _time.Advance(ConditionBook.Reminder);
        Assert.True(Tell(SignalKind.Tamper));
        Assert.False(Tell(SignalKind.Tamper));
    }

    [Fact]
    public void IsNews_LowBatteryRepeated_IsLeftToTheWatch()
    {
        Assert.True(Tell(SignalKind.BatteryLow));
        _time.Advance(ConditionBook.Reminder);
        Assert.False(Tell(SignalKind.BatteryLow));
    }

    [Fact]
    public void IsNews_EndOfWhatWasRaised_PassesOnce()
    {
        Tell(SignalKind.Smoke);
        Assert.True(Tell(SignalKind.Smoke, SignalState.Clear));
        Assert.False(Tell(SignalKind.Smoke, SignalState.Clear));
    }

    [Fact]
    public void IsNews_EndOfNothing_IsDropped() => Assert.False(Tell(SignalKind.Gas, SignalState.Clear));

    [Fact]
    public void IsNews_EndAfterARestart_PassesWhileItsIncidentIsWorked()
    {
        Assert.True(Tell(SignalKind.Gas, SignalState.Clear, isBeingWorked: true));
        Assert.False(Tell(SignalKind.Gas, SignalState.Clear, isBeingWorked: true));
    }

    [Fact]
    public void IsNews_BackOnline_EndsOffline()
    {
        Assert.False(Tell(SignalKind.Online));
        Assert.True(Tell(SignalKind.Offline));
        Assert.True(Tell(SignalKind.Online));
        Assert.False(Tell(SignalKind.Online));
        Assert.True(Tell(SignalKind.Offline));
    }

    [Fact]
    public void IsNews_NotCommitted_PassesAgain()
    {
        var said = Said(SignalKind.Tamper, SignalState.Active);
        Assert.True(_book.IsNews(said, _ => false));
        Assert.True(_book.IsNews(said, _ => false));
    }

    [Fact]
    public void IsNews_Event_AlwaysPasses()
    {
        var clear = Said(SignalKind.Smoke, SignalState.Clear) with { IsLevel = false };
        Assert.True(_book.IsNews(clear, _ => false));
    }

    private bool Tell(SignalKind kind, SignalState state = SignalState.Active, bool isBeingWorked = false)
    {
        var said = Said(kind, state);
        if (!_book.IsNews(said, _ => isBeingWorked))
        {
            return false;
        }

        _book.Remember(said.Signal);
        return true;
    }

    private static SignalReading Said(SignalKind kind, SignalState state) =>
        new(new Signal("1", new DeviceId("d"), kind, state, DateTimeOffset.UnixEpoch), IsLevel: true);
}

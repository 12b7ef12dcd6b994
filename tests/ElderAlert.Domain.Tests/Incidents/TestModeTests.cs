using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>Tests and late signals are marked, and go their whole way.</summary>
public sealed class TestModeTests
{
    private readonly World _world = new();

    [Fact]
    public void Open_InTestMode_IsMarkedToTheEnd_AndEscalatesLikeAnyOther()
    {
        StartTest();

        var events = _world.Receive(SignalKind.Sos);

        Assert.True(Assert.IsType<IncidentOpened>(events[0]).Test);
        Assert.Contains(events, e => e is NotificationRequested);
        Assert.Contains(_world.Wait(TimeSpan.FromSeconds(30)), e => e is EscalationAdvanced { Step: 1 });
        _world.Do(new Claim(World.Wang));
        _world.Do(new TryVoiceContact(World.Wang, Reached: true, null));
        _world.Do(new Resolve(World.Wang, Resolution.Test, null));
        Assert.Equal(IncidentMarks.TestMode, _world.State!.Marks);
    }

    [Fact]
    public void Open_AfterItsEnd_IsReal()
    {
        StartTest();
        _world.Wait(TimeSpan.FromMinutes(30));

        Assert.False(Assert.IsType<IncidentOpened>(_world.Receive(SignalKind.Sos)[0]).Test);
    }

    [Fact]
    public void Join_AfterItsEnd_IsNoTestAnyMore_AndEverybodyIsToldAfresh()
    {
        StartTest();
        _world.Wait(TimeSpan.FromMinutes(29));
        _world.Receive(SignalKind.Sos);
        _world.Wait(TimeSpan.FromMinutes(2));

        var events = _world.Receive(SignalKind.Sos);

        Assert.Contains(events, e => e is TestModeLifted);
        Assert.Contains(events, e => e is EscalationAdvanced { Step: 0, Round: 1 });
        Assert.Contains(events, e => e is NotificationRequested { Recipient: var who } && who == World.Daughter);
        Assert.False(_world.State!.Marks.HasFlag(IncidentMarks.TestMode));
    }

    [Fact]
    public void Join_AfterItsEnd_SomebodyHasIt_OnlyTheMarkGoes()
    {
        StartTest();
        _world.Receive(SignalKind.Sos);
        _world.Do(new Claim(World.Wang));
        _world.Facts = _world.Facts with { TestUntil = _world.Now };

        var events = _world.Receive(SignalKind.Sos);

        Assert.Equal([typeof(SignalJoined), typeof(TestModeLifted)], events.Select(e => e.GetType()));
    }

    /// <summary>She said yes to a test; nobody has said yes to a danger yet.</summary>
    [Fact]
    public void Join_AfterItsEnd_ARelativeHadSaidYesToTheTest_EverybodyIsToldAfresh()
    {
        StartTest();
        _world.Receive(SignalKind.Sos);
        _world.Do(new Acknowledge(World.Daughter, "sms", null));
        _world.Wait(TimeSpan.FromMinutes(2));
        _world.Facts = _world.Facts with { TestUntil = _world.Now };

        var events = _world.Receive(SignalKind.Sos);

        Assert.Contains(events, e => e is EscalationAdvanced { Step: 0, Round: 1 });
        Assert.Contains(events, e => e is NotificationRequested { Recipient: var who } && who == World.Daughter);
        Assert.False(_world.State!.IsTaken);
    }

    [Fact]
    public void Join_RealIncidentWhenTestModeBegins_StaysReal()
    {
        _world.Receive(SignalKind.Sos);
        StartTest();

        _world.Receive(SignalKind.Sos);

        Assert.False(_world.State!.Marks.HasFlag(IncidentMarks.TestMode));
    }

    [Fact]
    public void Open_LateSignal_IsMarkedAndStillRaised_UntilALiveOneComes()
    {
        var events = _world.Receive(_world.Signal(SignalKind.Sos) with { At = _world.Now - TimeSpan.FromHours(3) });

        Assert.True(Assert.IsType<IncidentOpened>(events[0]).Late);
        Assert.Contains(events, e => e is NotificationRequested);
        Assert.True(_world.State!.Marks.HasFlag(IncidentMarks.LateSignal));
        _world.Receive(_world.Signal(SignalKind.Sos) with { At = _world.Now });
        Assert.False(_world.State.Marks.HasFlag(IncidentMarks.LateSignal));
    }

    [Fact]
    public void Open_SensorThatIsNotOnFile_IsMarked()
    {
        _world.Receive(_world.Signal(SignalKind.Smoke) with { UnknownName = "0x00158d0001" });

        Assert.Equal(IncidentMarks.UnknownDevice, _world.State!.Marks);
    }

    private void StartTest() => _world.Facts = _world.Facts with { TestUntil = _world.Now + TimeSpan.FromMinutes(30) };
}

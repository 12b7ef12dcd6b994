using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>A suspected fall: nothing moves, somebody moves, somebody cancels; and cancels in general.</summary>
public sealed class FallRulesTests
{
    private static readonly ReportMotion Motion = new(new DeviceId("pir"));
    private readonly World _world = new();

    [Fact]
    public void Suspected_NothingMoves_GoesUpAtOnce()
    {
        Suspect();

        var events = _world.Wait(_world.Policy.SignalTimes.NoMotion);

        Assert.Contains(events, e => e is MotionAbsent);
        Assert.Equal((Priority.High, 2), (_world.State!.Priority.Priority, _world.State.Step));
        Assert.Contains(new PriorityPoint(PriorityReason.NoMotion, 30), _world.State.Priority.Points!);
        Assert.True(_world.State.Marks.HasFlag(IncidentMarks.NoMotion));
    }

    [Fact]
    public void Suspected_Claimed_NothingMoves_IsRaisedAndWakesNobodyElse()
    {
        Suspect();
        _world.Do(new Claim(World.Wang));

        var events = _world.Wait(_world.Policy.SignalTimes.NoMotion);

        Assert.Equal([typeof(MotionAbsent), typeof(PriorityRaised)], events.Select(e => e.GetType()));
    }

    [Fact]
    public void Suspected_SomebodyMoves_IsOneFactHoweverOftenItIsTold()
    {
        Suspect();

        Assert.IsType<MotionSeen>(Assert.Single(_world.Do(Motion)));
        Assert.Empty(_world.Do(Motion));
        Assert.DoesNotContain(_world.Wait(TimeSpan.FromMinutes(2)), e => e is MotionAbsent);
        Assert.Equal(Priority.Elevated, _world.State!.Priority.Priority);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Suspected_MovesAndCancelled_IsWatchedAndNeverEndsByItself(bool motionFirst)
    {
        Suspect();
        _world.Wait(TimeSpan.FromSeconds(10));
        _ = motionFirst ? _world.Do(Motion) : _world.Receive(SignalKind.Cancel);
        var last = motionFirst ? _world.Receive(SignalKind.Cancel) : _world.Do(Motion);

        Assert.IsType<IncidentWatched>(last[^1]);
        Assert.Empty(_world.Wait(_world.Policy.SignalTimes.Watch - TimeSpan.FromSeconds(1)));
        Assert.Equal(IncidentState.Open, _world.State!.State);
        var step = Assert.IsType<EscalationAdvanced>(_world.Wait(TimeSpan.FromSeconds(1))[0]);
        Assert.Equal(1, step.Step);
        Assert.False(_world.State.Marks.HasFlag(IncidentMarks.Watched));
    }

    [Fact]
    public void Watched_SomebodyPressesForHelp_EscalationGoesOnAtItsOwnPace()
    {
        Suspect();
        _world.Do(Motion);
        _world.Receive(SignalKind.Cancel);
        _world.Wait(TimeSpan.FromMinutes(3));

        _world.Receive(SignalKind.Sos);

        Assert.Contains(_world.Wait(TimeSpan.Zero), e => e is EscalationAdvanced { Step: 1 });
        Assert.False(_world.State!.Marks.HasFlag(IncidentMarks.CancelRequested));
    }

    [Fact]
    public void Suspected_MovesAndCancelledTooLate_IsNotWatched()
    {
        Suspect();
        _world.Do(Motion);
        _world.Wait(_world.Policy.SignalTimes.CancelGrace + TimeSpan.FromSeconds(1));

        var events = _world.Receive(SignalKind.Cancel);

        Assert.True(Assert.IsType<CancelRequested>(events[1]).Late);
        Assert.True(_world.State!.Marks.HasFlag(IncidentMarks.CancelRequested | IncidentMarks.CancelLate));
        Assert.Null(_world.State.WatchedSince);
    }

    [Fact]
    public void Suspected_TheRadarTakesItBack_CountsAsACancel()
    {
        Suspect();
        _world.Do(Motion);

        var events = _world.Receive(SignalKind.Fall, state: SignalState.Clear);

        Assert.Equal([typeof(SignalJoined), typeof(CancelRequested), typeof(IncidentWatched)], events.Select(e => e.GetType()));
    }

    [Fact]
    public void SureFall_MovesAndCancelled_EscalatesAsBefore()
    {
        _world.Receive(SignalKind.Fall, 0.93);

        Assert.Empty(_world.Do(Motion));
        Assert.DoesNotContain(_world.Receive(SignalKind.Cancel), e => e is IncidentWatched);
        Assert.Contains(_world.Wait(TimeSpan.FromSeconds(30)), e => e is EscalationAdvanced);
    }

    [Fact]
    public void Suspected_ThenSure_TheSuspicionIsOver()
    {
        Suspect();

        _world.Receive(SignalKind.Fall, 0.95);

        Assert.False(_world.State!.AwaitsMotion);
        Assert.Equal(Priority.High, _world.State.Priority.Priority);
        Assert.DoesNotContain(PriorityReason.Suspected, _world.State.Priority.Reasons);
    }

    [Fact]
    public void Suspected_TheSameRadarAgain_DoesNotStartTheClockAnew()
    {
        Suspect();
        var since = _world.State!.FallSuspectedAt;
        _world.Wait(TimeSpan.FromSeconds(20));

        var joined = Assert.IsType<SignalJoined>(Assert.Single(Suspect()));

        Assert.Equal(SignalBearing.Repeats, joined.Bearing);
        Assert.Equal(since, _world.State.FallSuspectedAt);
    }

    [Fact]
    public void Cancel_Twice_IsAskedAboutOnce_AndIsNoKindOfDanger()
    {
        _world.Receive(SignalKind.Sos);
        _world.Receive(SignalKind.Cancel);

        Assert.Equal([SignalKind.Sos], _world.State!.Kinds);
        Assert.IsType<SignalJoined>(Assert.Single(_world.Receive(SignalKind.Cancel)));
    }

    private IReadOnlyList<IncidentEvent> Suspect() => _world.Receive(SignalKind.Fall, 0.3);
}

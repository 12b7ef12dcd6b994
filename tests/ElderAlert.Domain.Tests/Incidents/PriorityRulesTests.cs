using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Incidents;

/// <summary>How urgent, and why: every point with its reason, and never less than before.</summary>
public sealed class PriorityRulesTests
{
    private static readonly HouseholdFacts Frail = new(World.Home, HighestAbilityLevel: 4, LivesAlone: true, HasConditions: true);
    private readonly World _world = new();

    [Fact]
    public void Assess_EveryFactOfTheHome_IsAPointWithItsReason()
    {
        _world.Facts = Frail;

        _world.Receive(SignalKind.Fall, 0.95);

        Assert.Equal(
            [
                new PriorityPoint(PriorityReason.Kind, 60),
                new PriorityPoint(PriorityReason.Confident, 10),
                new PriorityPoint(PriorityReason.Dependent, 15),
                new PriorityPoint(PriorityReason.LivesAlone, 10),
                new PriorityPoint(PriorityReason.Conditions, 5),
            ],
            _world.State!.Priority.Points!);
        Assert.Equal((100, Priority.Critical), (_world.State.Priority.Score, _world.State.Priority.Priority));
        Assert.Equal(_world.State.Priority.Points!.Select(p => p.Reason), _world.State.Priority.Reasons);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 60)]
    [InlineData(2, 65)]
    [InlineData(3, 70)]
    [InlineData(4, 75)]
    public void Assess_AbilityLevel_WeighsByDegree(int level, int score)
    {
        _world.Facts = _world.Facts with { HighestAbilityLevel = level };

        _world.Receive(SignalKind.Sos);

        Assert.Equal(score, _world.State!.Priority.Score);
    }

    [Theory]
    [InlineData(SignalKind.Smoke, SignalKind.Co)]
    [InlineData(SignalKind.Gas, SignalKind.Smoke)]
    [InlineData(SignalKind.Fall, SignalKind.Smoke)]
    public void Reassess_TwoDangersAtOnce_AreWorseThanEither(SignalKind first, SignalKind second)
    {
        _world.Receive(first);

        _world.Receive(second);

        Assert.Contains(new PriorityPoint(PriorityReason.Combined, 20), _world.State!.Priority.Points!);
    }

    [Fact]
    public void Reassess_AFallAndTheCallForHelpAfterIt_AreOneDanger()
    {
        _world.Receive(SignalKind.Fall, 0.8);

        _world.Receive(SignalKind.Sos);

        Assert.DoesNotContain(PriorityReason.Combined, _world.State!.Priority.Reasons);
    }

    [Fact]
    public void Reassess_NothingNew_CostsNoEvent()
    {
        _world.Receive(SignalKind.Sos);

        Assert.IsType<SignalJoined>(Assert.Single(_world.Receive(SignalKind.Sos)));
    }

    [Fact]
    public void Reassess_WhatAnOlderVersionWrote_IsNeverLowered()
    {
        _world.Receive(SignalKind.Leak);
        var old = _world.State! with { Priority = new PriorityAssessment(Priority.Critical, [PriorityReason.Operator]) };

        var assessed = PriorityRules.Reassess(old, _world.Signal(SignalKind.Leak), _world.Facts);

        Assert.Equal(Priority.Critical, assessed!.Priority);
    }

    /// <summary>Whatever the home and the points: danger to life is above routine, equipment is routine.</summary>
    [Fact]
    public void Assess_LifeAlwaysComesBeforeEquipment()
    {
        var nothing = PriorityScale.Default with { Kinds = [.. Enum.GetValues<SignalKind>().Select(k => new KindPoints(k, 0))], CriticalFrom = 0, HighFrom = 0 };
        PriorityScale[] scales = [PriorityScale.Default, nothing, nothing with { HighFrom = 1_000, CriticalFrom = 1_000 }];
        foreach (var (kind, scale, home) in from k in Enum.GetValues<SignalKind>() from s in scales from h in new[] { _world.Facts, Frail } select (k, s, h))
        {
            var priority = PriorityRules.Assess(kind, _world.Signal(kind, 0.1), home, scale).Priority;

            Assert.Equal(SignalKinds.LaneOf(kind) == Lane.Life, priority > Priority.Routine);
        }
    }

    [Fact]
    public void Receive_AnyTwoSignals_NeverLowerPriorityOrPoints()
    {
        var life = Enum.GetValues<SignalKind>().Where(k => SignalKinds.LaneOf(k) == Lane.Life && SignalKinds.Opens(k)).ToList();
        double?[] confidences = [null, 0.1, 0.95];
        foreach (var (first, second, a, b) in from x in life from y in life from p in confidences from q in confidences select (x, y, p, q))
        {
            var world = new World();
            world.Receive(first, a);
            var before = world.State!.Priority;

            world.Receive(second, b);

            Assert.True(world.State.Priority.Priority >= before.Priority && world.State.Priority.Score >= before.Score, $"{first} {a}, then {second} {b}");
        }
    }

    [Fact]
    public void Problems_Defaults_AreNone() =>
        Assert.Empty(PriorityScale.Default.Problems().Concat(SignalTimes.Default.Problems()));

    [Fact]
    public void Problems_EachWrongValue_IsASentence()
    {
        PriorityScale[] scales =
        [
            PriorityScale.Default with { LivesAlone = -1 },
            PriorityScale.Default with { SuspectedBelow = 0.95 },
            PriorityScale.Default with { HighFrom = 90 },
        ];
        SignalTimes[] times =
        [
            SignalTimes.Default with { Windows = [new KindWindow(SignalKind.Smoke, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2))] },
            SignalTimes.Default with { Windows = [SignalTimes.Otherwise, SignalTimes.Otherwise] },
            SignalTimes.Default with { NoMotion = TimeSpan.Zero },
            SignalTimes.Default with { TestMode = TimeSpan.FromDays(1) },
        ];

        Assert.All(scales, s => Assert.NotEmpty(Assert.Single(s.Problems())));
        Assert.All(times, t => Assert.NotEmpty(Assert.Single(t.Problems())));
    }

    [Fact]
    public void Policy_OwnPoints_Rule()
    {
        _world.Policy = DefaultPolicies.Life(World.Centre) with { Priorities = PriorityScale.Default with { Kinds = [new KindPoints(SignalKind.Leak, 90)] } };

        _world.Receive(SignalKind.Leak);

        Assert.Equal(Priority.Critical, _world.State!.Priority.Priority);
    }
}

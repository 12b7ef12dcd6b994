using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Motion;

namespace ElderAlert.FirmwareSim.Tests.Falls;

public sealed class FallDetectorTests
{
    private readonly ComposedTraces _traces = new();
    private readonly Random _random = new(11);

    [Theory]
    [InlineData(WearPosition.Wrist)]
    [InlineData(WearPosition.Waist)]
    [InlineData(WearPosition.Chest)]
    public void Feed_ComposedFalls_TellsEachOnce(WearPosition position)
    {
        for (var fall = 0; fall < 50; fall++)
        {
            Assert.Equal(1, Count(position, _traces.Fall(position, _random).Samples));
        }
    }

    [Theory]
    [InlineData(WearPosition.Wrist)]
    [InlineData(WearPosition.Waist)]
    [InlineData(WearPosition.Chest)]
    public void Feed_ComposedEverydayMovement_TellsNothing(WearPosition position)
    {
        for (var movement = 0; movement < 50; movement++)
        {
            Assert.Equal(0, Count(position, _traces.Everyday(position, _random).Samples));
        }
    }

    [Fact]
    public void Feed_BunchedAndRepeatedStamps_TellsTheFallAllTheSame()
    {
        var bunched = _traces.Fall(WearPosition.Waist, _random).Samples
            .Select((sample, index) => sample with { TimeMs = sample.TimeMs - (index % 4 * 39) })
            .SelectMany((sample, index) => index % 5 == 0 ? new[] { sample, sample } : [sample])
            .ToList();

        Assert.Equal(1, Count(WearPosition.Waist, bunched));
    }

    [Fact]
    public void Feed_ClockRunsBackwards_KeepsWorking()
    {
        var fall = _traces.Fall(WearPosition.Waist, _random).Samples;
        var detector = Detector(WearPosition.Waist);
        detector.Feed(new AccelerometerSample(1_000_000, 0, -1, 0));
        detector.Reset();

        Assert.Equal(1, fall.Count(sample => detector.Feed(sample) is not null));
    }

    [Fact]
    public void Feed_HardImpactButUprightAfter_TellsNothing()
    {
        var samples = Enumerable.Range(0, 200).Select(index => new AccelerometerSample(index * 50, 0, index == 100 ? -6 : -1, 0)).ToList();

        Assert.Equal(0, Count(WearPosition.Waist, samples));
    }

    [Fact]
    public void Feed_RadioGapAfterTheImpact_TellsNothing()
    {
        var fall = _traces.Fall(WearPosition.Waist, _random).Samples.Where(sample => sample.TimeMs is < 5_000 or > 11_500).ToList();

        Assert.Equal(0, Count(WearPosition.Waist, fall));
    }

    [Fact]
    public void Feed_LesserFallBehindAGreaterKnock_IsFoundAfterwards()
    {
        var fall = Enumerable.Repeat(0, 50).Select(_ => _traces.Fall(WearPosition.Wrist, _random).Samples).First(samples => Peak(samples) < 5);
        var knocked = fall.Select(sample => sample.TimeMs == 3_000 ? sample with { Y = -Peak(fall) - 0.2f } : sample).ToList();

        Assert.Equal(1, Count(WearPosition.Wrist, knocked));
    }

    [Fact]
    public void Feed_ADayOfSamples_AllocatesNothing()
    {
        var detector = Detector(WearPosition.Wrist);
        var samples = Enumerable.Range(0, 12)
            .SelectMany(_ => _traces.Everyday(WearPosition.Wrist, _random).Samples)
            .Select((sample, index) => sample with { TimeMs = index * 50 })
            .ToArray();
        Feed(detector, samples);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(detector, samples);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Feed(FallDetector detector, AccelerometerSample[] samples)
    {
        foreach (var sample in samples)
        {
            detector.Feed(sample);
        }
    }

    private static float Peak(IEnumerable<AccelerometerSample> samples) => samples.Max(sample => sample.Magnitude);

    private static FallDetector Detector(WearPosition position) => new(FallThresholds.For(position));

    private static int Count(WearPosition position, IEnumerable<AccelerometerSample> samples)
    {
        var detector = Detector(position);
        return samples.Count(sample => detector.Feed(sample) is not null);
    }
}

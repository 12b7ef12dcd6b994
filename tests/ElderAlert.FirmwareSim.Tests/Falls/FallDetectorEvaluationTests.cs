using System.Globalization;
using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Recordings;
using ElderAlert.Tests.Shared;

namespace ElderAlert.FirmwareSim.Tests.Falls;

/// <summary>How good the detector is on recorded people: with the shipped thresholds, and with thresholds tuned without the person judged.</summary>
public sealed class FallDetectorEvaluationTests(ITestOutputHelper output)
{
    private static readonly Lazy<IReadOnlyList<FallTrial>> Trials = new(() => UmaFallTrials.Read(RecordedData.Require("falls/umafall")));

    [Theory]
    [InlineData(WearPosition.Waist, 0.93, 0.98)]
    [InlineData(WearPosition.Wrist, 0.89, 0.93)]
    [InlineData(WearPosition.Chest, 0.93, 0.98)]
    public void Feed_RecordedTrialsWithShippedThresholds_ReachesThePublishedRule(WearPosition position, double sensitivity, double specificity)
    {
        RecordedData.Require("falls/umafall");
        var score = Judge(Of(position), FallThresholds.For(position));

        output.WriteLine($"{position}, shipped thresholds: {score}");
        Assert.True(score.Sensitivity >= sensitivity, score.ToString());
        Assert.True(score.Specificity >= specificity, score.ToString());
    }

    [Theory]
    [InlineData(WearPosition.Waist, 0.91, 0.97)]
    [InlineData(WearPosition.Wrist, 0.87, 0.92)]
    [InlineData(WearPosition.Chest, 0.91, 0.97)]
    public void Feed_ThresholdsTunedOnOtherPeople_HoldsOnTheOneLeftOut(WearPosition position, double sensitivity, double specificity)
    {
        RecordedData.Require("falls/umafall");
        var trials = Of(position);
        var candidates = Candidates(position);
        var outcomes = candidates.ConvertAll(thresholds => trials.ConvertAll(trial => new Outcome(trial, Tells(trial, thresholds))));
        var total = new Score(0, 0, 0, 0);
        foreach (var subject in trials.Select(trial => trial.Subject).Distinct())
        {
            var tuned = outcomes.MaxBy(outcome => Score.Of(outcome.Where(one => one.Trial.Subject != subject)).Youden)!;
            total = total.With(Score.Of(tuned.Where(one => one.Trial.Subject == subject)));
        }

        output.WriteLine($"{position}, each subject judged by thresholds of the others: {total}");
        Assert.True(total.Sensitivity >= sensitivity, total.ToString());
        Assert.True(total.Specificity >= specificity, total.ToString());
    }

    /// <summary>The shipped thresholds and those around them.</summary>
    private static List<FallThresholds> Candidates(WearPosition position)
    {
        var shipped = FallThresholds.For(position);
        double[] steps = [0.85, 1, 1.15];
        return
        [
            .. from impact in steps
               from turn in steps
               from rest in steps
               select new FallThresholds(shipped.ImpactG * impact, shipped.TurnDegrees * turn, shipped.StillG * rest, shipped.CalmG * rest),
        ];
    }

    private static List<FallTrial> Of(WearPosition position) => [.. Trials.Value.Where(trial => trial.Position == position)];

    private static Score Judge(List<FallTrial> trials, FallThresholds thresholds) =>
        Score.Of(trials.Select(trial => new Outcome(trial, Tells(trial, thresholds))));

    private static bool Tells(FallTrial trial, FallThresholds thresholds)
    {
        var detector = new FallDetector(thresholds);
        foreach (var sample in trial.Samples)
        {
            if (detector.Feed(sample) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Outcome(FallTrial Trial, bool IsTold);

    private sealed record Score(int Told, int Falls, int Quiet, int Everyday)
    {
        public double Sensitivity => (double)Told / Falls;

        public double Specificity => (double)Quiet / Everyday;

        public double Youden => Sensitivity + Specificity - 1;

        public static Score Of(IEnumerable<Outcome> outcomes)
        {
            var score = new Score(0, 0, 0, 0);
            foreach (var outcome in outcomes)
            {
                score = outcome.Trial.IsFall
                    ? score with { Falls = score.Falls + 1, Told = score.Told + (outcome.IsTold ? 1 : 0) }
                    : score with { Everyday = score.Everyday + 1, Quiet = score.Quiet + (outcome.IsTold ? 0 : 1) };
            }

            return score;
        }

        public Score With(Score other) => new(Told + other.Told, Falls + other.Falls, Quiet + other.Quiet, Everyday + other.Everyday);

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"sensitivity {Sensitivity:0.000} ({Told} of {Falls} falls), specificity {Specificity:0.000} ({Quiet} of {Everyday} activities)");
    }
}

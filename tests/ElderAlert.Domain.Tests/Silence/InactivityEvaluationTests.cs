using System.Globalization;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Domain.Tests.Silence;

/// <summary>
/// The inactivity rule on homes that were recorded: it learns on the earlier days and is judged on the later ones, beside the fixed
/// rule "two hours without motion". Prints what both reach.
/// </summary>
public sealed class InactivityEvaluationTests
{
    private static readonly TimeSpan TwoHours = TimeSpan.FromHours(2);

    [Theory]
    [InlineData("aruba", 1.0, 4.2, 8.2)]
    [InlineData("ordonez A", 1.0, 6.0, 10.5)]
    [InlineData("ordonez B", 1.0, 5.0, 10.5)]
    public void OwnRhythm_OnDaysNotLearned_FewFalseAlarmsAndATrueStopIsFound(string name, double falseAlarms, double medianHours, double p90Hours)
    {
        var data = RecordedData.Require("activity");
        var home = name switch
        {
            "aruba" => RecordedHome.Aruba(data),
            "ordonez A" => RecordedHome.Ordonez(data, 'A', daysToLearn: 5),
            _ => RecordedHome.Ordonez(data, 'B', daysToLearn: 7),
        };

        var own = SilenceReplay.Measure(SilenceReplay.ByRhythm(home), knowsWhoIsOut: true);
        var fixedOut = SilenceReplay.Measure(SilenceReplay.ByFixed(home, TwoHours), knowsWhoIsOut: true);
        var fixedBlind = SilenceReplay.Measure(SilenceReplay.ByFixed(home, TwoHours), knowsWhoIsOut: false);

        Print(home.Name, "own rhythm", own);
        Print(home.Name, "two hours, knows who is out", fixedOut);
        Print(home.Name, "two hours", fixedBlind);
        Assert.True(own.FalseAlarmsAWeek <= falseAlarms, $"{own}");
        Assert.True(own.MedianHours <= medianHours && own.P90Hours <= p90Hours, $"{own}");
        Assert.True(fixedOut.FalseAlarmsAWeek > 8 * own.FalseAlarmsAWeek, $"{fixedOut}");
    }

    private static void Print(string home, string rule, RuleFigures figures) => TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{home,-10} {rule,-28} {figures.FalseAlarmsAWeek,6:0.00} false alarms a week, a stop found after {figures.MedianHours:0.0} h (median), {figures.P90Hours:0.0} h (90 %)"));
}

using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Tests.World;

public sealed class DayPlanTests
{
    [Fact]
    public void Make_AnyHabits_FillsTheDayWithoutGapOrOverlap()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var plan = DayPlan.Make(Habits.Draw(random), random);

            Assert.Equal(TimeSpan.Zero, plan[0].From);
            Assert.Equal(TimeSpan.FromDays(1), plan[^1].To);
            for (var stay = 1; stay < plan.Count; stay++)
            {
                Assert.Equal(plan[stay - 1].To, plan[stay].From);
                Assert.True(plan[stay].To > plan[stay].From);
            }
        }
    }

    [Fact]
    public void Make_ManyDays_IsLivedLikeTheRecordedHomes()
    {
        var stays = Enumerable.Range(0, 500).SelectMany(seed => Plan(seed)).ToList();
        var asleep = stays.Where(stay => stay.Activity == Activity.Sleeping).Sum(stay => Hours(stay)) / 500;
        var out500 = stays.Where(stay => stay.Activity == Activity.Out).ToList();
        var resting = stays.Where(stay => stay.Activity == Activity.Resting).Select(stay => Hours(stay) * 60).Order().ToList();

        Assert.InRange(asleep, 7, 10.5);
        Assert.InRange(out500.Count / 500.0, 0.6, 1.6);
        Assert.All(out500, stay => Assert.InRange(stay.From.TotalHours, 6, 19));
        Assert.InRange(resting[(int)(0.95 * resting.Count)], 60, 102);
        Assert.InRange(resting[^1], 60, 255);
    }

    [Fact]
    public void Make_SameSeed_IsTheSameDay() => Assert.Equal(Plan(3), Plan(3));

    private static IReadOnlyList<Stay> Plan(int seed)
    {
        var random = new Random(seed);
        return DayPlan.Make(Habits.Draw(random), random);
    }

    private static double Hours(Stay stay) => (stay.To - stay.From).TotalHours;
}

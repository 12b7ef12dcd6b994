using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Tests.World;

/// <summary>The figures of the field: 0.10 alarms a home and day, their mix, the morning peak, one home in a hundred that presses daily.</summary>
public sealed class AlarmRateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Next_ManyHomesForAMonth_CallAtTheRateOfLife()
    {
        var random = new Random(5);
        var counts = Enumerable.Range(0, 4_000).Select(_ => Month(new AlarmRate(1, followsHours: true, random.Happens(AlarmRate.FrequentShare)), random).Count).ToList();

        var withFollowUps = 1 + (AlarmRate.StillWaitingAfterHelp * 0.49 / 0.943);
        Assert.InRange(counts.Sum() * withFollowUps / (4_000 * 30), 0.09, 0.11);
        Assert.InRange(counts.Count(count => count > 30) / 4_000.0, 0.005, 0.015);
    }

    [Fact]
    public void Next_FollowsHours_PeaksFromEightToEleven()
    {
        var random = new Random(6);
        var hours = Enumerable.Range(0, 3_000).SelectMany(_ => Month(new AlarmRate(1, followsHours: true, isFrequent: false), random)).ToList();

        var morning = hours.Count(at => at.Hour is >= 8 and < 11) / 3.0;
        var night = hours.Count(at => at.Hour < 5) / 5.0;
        var afternoon = hours.Count(at => at.Hour is >= 13 and < 17) / 4.0;
        Assert.True(morning > 1.5 * afternoon, $"{morning} an hour in the morning, {afternoon} in the afternoon");
        Assert.True(afternoon > 2 * night, $"{afternoon} an hour in the afternoon, {night} at night");
    }

    [Fact]
    public void Next_PaceOf160_GivesFortyFiveHomesOneInTwoMinutes()
    {
        var random = new Random(7);
        var rate = new AlarmRate(160, followsHours: false, isFrequent: false);
        var gap = Enumerable.Range(0, 20_000).Average(_ => (rate.Next(Start, random) - Start).TotalMinutes) / 45;

        Assert.InRange(gap, 1.7, 2.7);
    }

    [Theory]
    [InlineData(Situation.Help, 49)]
    [InlineData(Situation.Enquiry, 12)]
    [InlineData(Situation.FalseAlarm, 10.5)]
    [InlineData(Situation.Test, 5.8)]
    [InlineData(Situation.Fall, 2.2)]
    [InlineData(Situation.BatteryLow, 2)]
    [InlineData(Situation.NoContact, 2)]
    internal void Draw_ManyTimes_KeepsTheMix(Situation situation, double percentOfAll)
    {
        var random = new Random(8);
        var share = Enumerable.Range(0, 50_000).Count(_ => AlarmRate.Draw(random) == situation) / 50_000.0;

        var withoutFollowUps = percentOfAll / 94.3;
        Assert.InRange(share, withoutFollowUps * 0.9, withoutFollowUps * 1.1);
    }

    private static List<DateTimeOffset> Month(AlarmRate rate, Random random)
    {
        var found = new List<DateTimeOffset>();
        for (var at = rate.Next(Start, random); at < Start.AddDays(30); at = rate.Next(at, random))
        {
            found.Add(at);
        }

        return found;
    }
}

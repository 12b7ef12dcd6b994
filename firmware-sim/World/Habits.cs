namespace ElderAlert.FirmwareSim.World;

/// <summary>The lasting habits of one resident.</summary>
/// <param name="WakesAt">Usual time of getting up, local.</param>
/// <param name="SleepsAt">Usual time of going to bed, local.</param>
/// <param name="NightVisits">Mean visits to the toilet in a night.</param>
/// <param name="NapChance">Chance of a nap after lunch.</param>
/// <param name="MorningOuting">Chance of going out in the morning (market, park).</param>
/// <param name="AfternoonOuting">Chance of going out in the afternoon.</param>
/// <param name="RestingHeartRate">Beats a minute.</param>
internal sealed record Habits(
    TimeSpan WakesAt,
    TimeSpan SleepsAt,
    double NightVisits,
    double NapChance,
    double MorningOuting,
    double AfternoonOuting,
    double RestingHeartRate)
{
    public static Habits Draw(Random random) => new(
        TimeSpan.FromHours(Math.Clamp(random.Normal(5.9, 0.6), 4.5, 7.5)),
        TimeSpan.FromHours(Math.Clamp(random.Normal(21.2, 0.6), 19.8, 22.8)),
        random.Between(0.6, 2.2),
        random.Between(0.3, 0.95),
        random.Between(0.3, 0.9),
        random.Between(0.1, 0.6),
        Math.Clamp(random.Normal(70, 7), 55, 88));
}

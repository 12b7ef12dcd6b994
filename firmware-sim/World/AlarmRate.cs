namespace ElderAlert.FirmwareSim.World;

/// <summary>Why a home calls.</summary>
internal enum Situation
{
    Help,
    Enquiry,
    FalseAlarm,
    Test,

    /// <summary>Presses again because nobody came yet; follows <see cref="Help"/>.</summary>
    StillWaiting,
    Fall,
    BatteryLow,

    /// <summary>A press after which nobody answers.</summary>
    NoContact,

    /// <summary>Smoke, gas, carbon monoxide or water.</summary>
    Hazard,
}

/// <summary>
/// How often and why homes call: 0.10 alarms a home and day, in the mix that a Swedish municipality (Luleå) counted; what its
/// count leaves open is taken for hazards of the dwelling. Most in the morning; one home in a hundred presses daily.
/// </summary>
/// <param name="pace">Multiplies the rate.</param>
/// <param name="followsHours">Whether the hour of the day matters.</param>
/// <param name="isFrequent">This home is the one in a hundred.</param>
internal sealed class AlarmRate(double pace, bool followsHours, bool isFrequent)
{
    /// <summary>Share of homes that call more than 30 times a month.</summary>
    public const double FrequentShare = 0.01;

    /// <summary>Of a hundred calls for help so many are followed by "still waiting": 5.7 % of alarms after 49 %.</summary>
    public const double StillWaitingAfterHelp = 0.116;

    private const double MeanPerDay = 0.10;
    private const double FrequentPerDay = 1.4;

    private static readonly (Situation Situation, double Percent)[] Mix =
    [
        (Situation.Help, 49), (Situation.Enquiry, 12), (Situation.FalseAlarm, 10.5), (Situation.Test, 5.8), (Situation.Fall, 2.2),
        (Situation.BatteryLow, 2), (Situation.NoContact, 2), (Situation.Hazard, 10.8),
    ];

    private static readonly double MixTotal = Mix.Sum(part => part.Percent);

    /// <summary>Alarms by local hour against the mean of a day.</summary>
    private static readonly double[] Hours = Normalised(
        [0.35, 0.3, 0.25, 0.25, 0.3, 0.5, 0.9, 1.4, 2.0, 2.1, 2.0, 1.5, 1.2, 1.1, 1.1, 1.1, 1.1, 1.2, 1.2, 1.1, 1.0, 0.8, 0.6, 0.45]);

    private static readonly double Busiest = Hours.Max();

    /// <summary>Calls a day that are not a follow-up of another.</summary>
    private double PerDay
    {
        get
        {
            var others = (MeanPerDay - (FrequentShare * FrequentPerDay)) / (1 - FrequentShare);
            var followUps = StillWaitingAfterHelp * Mix[0].Percent / MixTotal;
            return (isFrequent ? FrequentPerDay : others) / (1 + followUps) * pace;
        }
    }

    /// <summary>When the next situation arises, by thinning a steady stream at the rate of the busiest hour.</summary>
    public DateTimeOffset Next(DateTimeOffset localNow, Random random)
    {
        var peak = followsHours ? Busiest : 1;
        var mean = TimeSpan.FromDays(1 / (PerDay * peak));
        var at = localNow;
        do
        {
            at += random.Exponential(mean);
        }
        while (followsHours && !random.Happens(Hours[at.Hour] / Busiest));

        return at;
    }

    public static Situation Draw(Random random)
    {
        var left = random.NextDouble() * MixTotal;
        foreach (var (situation, percent) in Mix)
        {
            left -= percent;
            if (left < 0)
            {
                return situation;
            }
        }

        return Situation.Help;
    }

    private static double[] Normalised(double[] weights)
    {
        var mean = weights.Average();
        return Array.ConvertAll(weights, weight => weight / mean);
    }
}

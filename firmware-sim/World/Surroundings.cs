using ElderAlert.FirmwareSim.Devices;

namespace ElderAlert.FirmwareSim.World;

/// <summary>What the sensors of one home can feel: the resident's heart, the air, the place and the hour.</summary>
/// <param name="restingHeartRate">Beats a minute at rest, awake.</param>
/// <param name="localOffset">Local time against UTC.</param>
internal sealed class Surroundings(double restingHeartRate, TimeSpan localOffset)
{
    private const double GpsAccuracyM = 12;
    private const double MetresPerDegree = 111_320;

    /// <summary>What the resident does now.</summary>
    public Activity Activity { get; set; } = Activity.Resting;

    /// <summary>The resident lies on the floor.</summary>
    public bool IsDown { get; set; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public DateTimeOffset Local(DateTimeOffset now) => now.ToOffset(localOffset);

    /// <summary>22:00 to 06:00.</summary>
    public bool IsNight(DateTimeOffset now) => Local(now).Hour is >= 22 or < 6;

    /// <summary>Beats a minute: lower asleep, higher when busy, out or in distress, with the noise of an optical sensor.</summary>
    public double HeartRate(DateTimeOffset now, Random random)
    {
        var effort = Activity switch
        {
            Activity.Sleeping => -9,
            Activity.Resting => 0,
            Activity.Washing => 7,
            Activity.Eating => 6,
            Activity.Cooking => 11,
            Activity.Out => 17,
            _ => throw new ArgumentOutOfRangeException(nameof(now), Activity, "not an activity"),
        };
        var day = 2 * Math.Cos((Local(now).TimeOfDay.TotalHours - 16) * Math.PI / 12);
        var distress = IsDown ? 24 : 0;
        return Math.Round(restingHeartRate + effort + day + distress + Noise(random, 2.5));
    }

    /// <summary>Degrees Celsius: warmest in the afternoon and while somebody cooks.</summary>
    public double RoomTempC(DateTimeOffset now, Random random)
    {
        var day = 1.8 * Math.Cos((Local(now).TimeOfDay.TotalHours - 15) * Math.PI / 12);
        return Math.Round(20.5 + day + (Activity == Activity.Cooking ? 1.5 : 0) + Noise(random, 0.15), 1);
    }

    /// <summary>A position fix, some metres off; null where the home has no coordinates.</summary>
    public MessageLocation? Locate(Random random) => Latitude is { } latitude && Longitude is { } longitude
        ? new MessageLocation(
            Math.Round(latitude + (Noise(random, GpsAccuracyM / 2) / MetresPerDegree), 6),
            Math.Round(longitude + (Noise(random, GpsAccuracyM / 2) / MetresPerDegree), 6),
            GpsAccuracyM)
        : null;

    /// <summary>Roughly normal, from the sum of three even numbers.</summary>
    private static double Noise(Random random, double deviation) =>
        (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * deviation;
}

/// <summary>What a resident does.</summary>
internal enum Activity
{
    Sleeping,
    Resting,
    Washing,
    Cooking,
    Eating,
    Out,
}

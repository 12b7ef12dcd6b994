namespace ElderAlert.FirmwareSim.World;

/// <summary>Draws from the distributions that habits and alarms need.</summary>
internal static class Chance
{
    public static bool Happens(this Random random, double probability) => random.NextDouble() < probability;

    public static double Between(this Random random, double least, double most) => least + (random.NextDouble() * (most - least));

    /// <summary>Box and Muller's transform.</summary>
    public static double Normal(this Random random, double mean, double deviation) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>Time to the next of events that do not know of each other.</summary>
    public static TimeSpan Exponential(this Random random, TimeSpan mean) => mean * -Math.Log(1 - random.NextDouble());

    public static TimeSpan Minutes(this Random random, double least, double most) => TimeSpan.FromMinutes(random.Between(least, most));

    public static TimeSpan Seconds(this Random random, double least, double most) => TimeSpan.FromSeconds(random.Between(least, most));

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}

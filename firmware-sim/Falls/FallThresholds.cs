namespace ElderAlert.FirmwareSim.Falls;

/// <summary>Where a wearable is worn, which decides what a fall looks like to it.</summary>
public enum WearPosition
{
    Wrist,
    Waist,
    Chest,
}

/// <summary>The rule of one position: a hard impact, a turned trunk, then stillness.</summary>
/// <param name="ImpactG">Least peak of the impact, in g.</param>
/// <param name="TurnDegrees">Least turn of gravity from before the impact to after it.</param>
/// <param name="StillG">Greatest scatter after the impact, in g.</param>
/// <param name="CalmG">Greatest scatter before the impact, in g: one who claps, hops or jogs hits hard again and again before resting.</param>
internal sealed record FallThresholds(double ImpactG, double TurnDegrees, double StillG, double CalmG)
{
    public static FallThresholds For(WearPosition position) => position switch
    {
        WearPosition.Wrist => new FallThresholds(2.7, 22, 0.8, 0.8),
        WearPosition.Waist => new FallThresholds(2.0, 50, 0.4, 0.45),
        WearPosition.Chest => new FallThresholds(2.0, 40, 0.45, 0.5),
        _ => throw new ArgumentOutOfRangeException(nameof(position), position, "not a wear position"),
    };
}

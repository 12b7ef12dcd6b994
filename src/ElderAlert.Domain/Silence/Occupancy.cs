namespace ElderAlert.Domain.Silence;

/// <summary>
/// Whether somebody who lives alone is at home, told from the door and from who moves inside. The door alone says neither in nor out:
/// what follows it does. Nobody moving for a while after it, and one who was in is out; one who was out has come back.
/// </summary>
/// <param name="WasOut">Whether they were out before the door last moved.</param>
/// <param name="DoorAt">When the door last moved, while nothing has moved inside since.</param>
public sealed record Occupancy(bool WasOut = false, DateTimeOffset? DoorAt = null)
{
    /// <summary>At home, as far as anybody knows.</summary>
    public static readonly Occupancy In = new();

    /// <summary>Whether they are out.</summary>
    /// <param name="now">The time.</param>
    /// <param name="settle">How long after the door nothing must have moved inside.</param>
    public bool IsOut(DateTimeOffset now, TimeSpan settle) => DoorAt is { } door && now - door > settle ? !WasOut : DoorAt is null && WasOut;

    /// <summary>After one more sign of life.</summary>
    public Occupancy After(SignOfLife sign, DateTimeOffset at, TimeSpan settle) => sign switch
    {
        SignOfLife.Door when DoorAt is { } door && at - door <= settle => this with { DoorAt = at },
        SignOfLife.Door => new Occupancy(IsOut(at, settle), at),
        SignOfLife.Motion or SignOfLife.Button => In,
        SignOfLife.Call => this,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "not a sign of life"),
    };
}

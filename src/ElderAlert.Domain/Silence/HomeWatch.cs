namespace ElderAlert.Domain.Silence;

/// <summary>What the watch keeps of one home.</summary>
/// <param name="Household">Which.</param>
public sealed record HomeWatch(HouseholdId Household)
{
    /// <summary>The last sign of life of any kind; null before the first.</summary>
    public DateTimeOffset? LastSignAt { get; init; }

    /// <summary>Since when the silence counts: the last sign, later where nobody could have seen one in between.</summary>
    public DateTimeOffset? SilentFrom { get; init; }

    /// <summary>The last sign of each kind.</summary>
    public IReadOnlyDictionary<SignOfLife, DateTimeOffset> Signs { get; init; } = new Dictionary<SignOfLife, DateTimeOffset>();

    /// <summary>Whether somebody is in, told from the door.</summary>
    public Occupancy Occupancy { get; init; } = Occupancy.In;

    /// <summary>The last sign before the silence that was told as <c>inactivity</c>; null when none is.</summary>
    public DateTimeOffset? ToldSilence { get; init; }

    /// <summary>Since when nothing in the home could tell a sign of life, because what would is lost; null while something can.</summary>
    public DateTimeOffset? BlindSince { get; init; }

    /// <summary>When the door was opened at night, while nobody has come back and it has not been told.</summary>
    public DateTimeOffset? NightDoorAt { get; init; }

    /// <summary>The day of the last check-in that was judged, by resident and time of day.</summary>
    public IReadOnlyDictionary<string, DateOnly> Judged { get; init; } = new Dictionary<string, DateOnly>(StringComparer.Ordinal);

    /// <summary>The home after a sign of life.</summary>
    /// <param name="sign">Which.</param>
    /// <param name="at">When; one that comes after a later one changes nothing.</param>
    /// <param name="doorTells">Whether the door tells who is in: somebody lives there alone.</param>
    /// <param name="settle">How long after the door nothing must have moved inside for them to be out.</param>
    public HomeWatch After(SignOfLife sign, DateTimeOffset at, bool doorTells, TimeSpan settle) => LastSignAt > at ? this : this with
    {
        LastSignAt = at,
        SilentFrom = at,
        Signs = new Dictionary<SignOfLife, DateTimeOffset>(Signs) { [sign] = at },
        Occupancy = doorTells ? Occupancy.After(sign, at, settle) : Occupancy.In,
        ToldSilence = null,
        BlindSince = null,
    };

    /// <summary>Nobody could have seen a sign for so long: the silence counts that much less.</summary>
    public HomeWatch Pause(TimeSpan away) => this with
    {
        SilentFrom = SilentFrom + away,
        NightDoorAt = NightDoorAt + away,

        // Where it is blind as well, that time is taken off once.
        BlindSince = BlindSince + away,
    };

    /// <summary>Something in the home can tell a sign of life again.</summary>
    public HomeWatch SeesAgain(DateTimeOffset at) => BlindSince is { } since ? Pause(at - since) with { BlindSince = null } : this;

    /// <summary>The clock was put back by so much: everything happened that much earlier by its time.</summary>
    public HomeWatch PutBack(TimeSpan by) => this with
    {
        LastSignAt = LastSignAt - by,
        SilentFrom = SilentFrom - by,
        Signs = Signs.ToDictionary(s => s.Key, s => s.Value - by),
        Occupancy = Occupancy with { DoorAt = Occupancy.DoorAt - by },
        ToldSilence = ToldSilence - by,
        BlindSince = BlindSince - by,
        NightDoorAt = NightDoorAt - by,
    };
}

namespace ElderAlert.Domain.Silence;

/// <summary>How a device's loss came to be known.</summary>
public enum LossCause
{
    /// <summary>It has been silent for longer than its profile allows; told as a signal of the watch.</summary>
    Silence,

    /// <summary>Its gateway or its broker said so in words, and that signal was told.</summary>
    Word,

    /// <summary>It went with many others; told in the outage of the area.</summary>
    Outage,
}

/// <summary>What the watch keeps of one device. A device of which it has none has never been heard, and is not supervised yet.</summary>
/// <param name="Device">Which.</param>
/// <param name="SeenAt">When it was last heard.</param>
/// <param name="CountsFrom">Since when its silence counts: <paramref name="SeenAt"/>, later where nobody could have heard it in between.</param>
public sealed record DeviceWatch(DeviceId Device, DateTimeOffset SeenAt, DateTimeOffset CountsFrom)
{
    /// <summary>Since when it is lost; null while it is not.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>How that is known.</summary>
    public LossCause? Cause { get; init; }

    /// <summary>Since when its battery is low; null while it is not.</summary>
    public DateTimeOffset? BatteryLowSince { get; init; }

    /// <summary>When that was last told.</summary>
    public DateTimeOffset? BatteryToldAt { get; init; }

    /// <summary>The last values of what it holds (door, bed, presence).</summary>
    public IReadOnlyDictionary<string, double> Levels { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The first place outside the geofence, while it is outside; null inside.</summary>
    public DateTimeOffset? OutsideSince { get; init; }

    /// <summary>The device was heard.</summary>
    /// <param name="at">When.</param>
    /// <param name="levels">The values of what it holds, with what it said.</param>
    public DeviceWatch Heard(DateTimeOffset at, IReadOnlyDictionary<string, double> levels) =>
        this with { SeenAt = at, CountsFrom = at, LostAt = null, Cause = null, Levels = levels };

    /// <summary>Nobody could have heard it for so long: its silence counts that much less.</summary>
    public DeviceWatch Pause(TimeSpan away) => this with { CountsFrom = CountsFrom + away };

    /// <summary>The clock was put back by so much: everything happened that much earlier by its time.</summary>
    public DeviceWatch PutBack(TimeSpan by) => this with
    {
        SeenAt = SeenAt - by,
        CountsFrom = CountsFrom - by,
        LostAt = LostAt - by,
        BatteryLowSince = BatteryLowSince - by,
        BatteryToldAt = BatteryToldAt - by,
        OutsideSince = OutsideSince - by,
    };
}

namespace ElderAlert.FirmwareSim;

/// <summary>Where the MQTT server listens.</summary>
/// <param name="Host">Name or address. Default: this machine.</param>
/// <param name="Port">TCP port. Default: 1883.</param>
public sealed record BrokerAddress(string Host = "127.0.0.1", int Port = 1883);

/// <summary>What to simulate.</summary>
/// <param name="Broker">The server that the devices connect to.</param>
/// <param name="Homes">The homes.</param>
public sealed record SimulationOptions(BrokerAddress Broker, IReadOnlyList<SimulatedHome> Homes)
{
    /// <summary>
    /// Multiplies how often alarms happen; 1 is life (0.10 alarms a home and day), 160 gives 45 homes one in two minutes.
    /// Devices also report of themselves up to <see cref="FastestReports"/> times as often. Times are never shifted. Default: 1.
    /// </summary>
    public double Pace { get; init; } = 1;

    /// <summary>Same seed, same homes: the same habits, traces and alarms. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder with recorded falls and payloads (falls/umafall, payloads/zigbee2mqtt). Null: both are composed. Default: null.</summary>
    public string? Recordings { get; init; }

    /// <summary>The homes' local time against UTC, which sets when people sleep. Default: +08:00.</summary>
    public TimeSpan LocalOffset { get; init; } = TimeSpan.FromHours(8);

    /// <summary>Alarms follow the hours of the day (peak 08-11). Off, they come evenly, so that a demo lives at any hour. Default: true.</summary>
    public bool AlarmsFollowHours { get; init; } = true;

    /// <summary>A fall in the first home that can tell one, this long after the start. Null: none is scripted. Default: null.</summary>
    public TimeSpan? FirstFallAfter { get; init; }

    /// <summary>Readings of this much time before the start are published at the start under their own times, so that charts have a past. Default: none.</summary>
    public TimeSpan History { get; init; } = TimeSpan.Zero;

    /// <summary>Upper limit of what <see cref="Pace"/> does to the interval of reports.</summary>
    internal const double FastestReports = 10;

    /// <exception cref="ArgumentException">A value is out of range or the homes do not fit together; the message says which and why.</exception>
    internal SimulationOptions Checked()
    {
        if (!(Pace > 0) || double.IsInfinity(Pace))
        {
            throw new ArgumentException($"The pace must be above 0, and is {Pace}.");
        }

        if (Broker.Port is < 1 or > 65_535)
        {
            throw new ArgumentException($"The broker's port must be 1 to 65535, and is {Broker.Port}.");
        }

        if (Recordings is not null && !Directory.Exists(Recordings))
        {
            throw new ArgumentException($"There is no folder of recordings at {Recordings}.");
        }

        HomesCheck.Check(Homes);
        return this;
    }
}

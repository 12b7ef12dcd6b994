using ElderAlert.FirmwareSim.World;

namespace ElderAlert.Simulation.Faults;

/// <summary>
/// What goes wrong in a run, and how often. Each seed draws which kinds of trouble it has at all: a run with everything at once hides what
/// two kinds together bring to light.
/// </summary>
internal sealed record Trouble
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly Trouble None = new();

    /// <summary>Chance that an append fails with nothing written.</summary>
    public double AppendFails { get; init; }

    /// <summary>Chance that an append is on disk and the disk says that it failed.</summary>
    public double AppendFailsLate { get; init; }

    /// <summary>Chance that a read of the journal fails.</summary>
    public double ReadFails { get; init; }

    /// <summary>Chance that the process dies in an append: before, in the middle (torn), or after it.</summary>
    public double CrashInAppend { get; init; }

    /// <summary>Chance that the process dies in another call of the outside world: a read, a request to the provider, its answer.</summary>
    public double CrashElsewhere { get; init; }

    /// <summary>Chance that a commit takes up to three seconds.</summary>
    public double SlowDisk { get; init; }

    /// <summary>Times a day that the disk takes nothing for a while.</summary>
    public double FullDisksPerDay { get; init; }

    /// <summary>Times a day that the server is stopped and started in order.</summary>
    public double StopsPerDay { get; init; }

    /// <summary>Times a day that the process is killed while it waits.</summary>
    public double KillsPerDay { get; init; }

    /// <summary>Times a day that the wall clock is put forward or back.</summary>
    public double ClockJumpsPerDay { get; init; }

    /// <summary>Times a day that the machine sleeps.</summary>
    public double SleepsPerDay { get; init; }

    /// <summary>Chance that a request to the provider goes wrong.</summary>
    public double Provider { get; init; }

    /// <summary>Times a day that the provider fails for a while with nearly everything.</summary>
    public double OutagesPerDay { get; init; }

    /// <summary>Chance that a callback comes early, twice or not at all.</summary>
    public double Callbacks { get; init; }

    /// <summary>Chance that a device's message or its acknowledgement is lost.</summary>
    public double Links { get; init; }

    /// <summary>Chance that somebody forgets, gives back, presses the wrong button or never answers.</summary>
    public double People { get; init; }

    public static Trouble Draw(Random random)
    {
        return new Trouble
        {
            AppendFails = Sometimes(0.03),
            AppendFailsLate = Sometimes(0.03),
            ReadFails = Sometimes(0.01),
            CrashInAppend = Sometimes(0.02),
            CrashElsewhere = Sometimes(0.01),
            SlowDisk = Sometimes(0.05),
            FullDisksPerDay = Sometimes(4),
            StopsPerDay = Sometimes(4),
            KillsPerDay = Sometimes(4),
            ClockJumpsPerDay = Sometimes(4),
            SleepsPerDay = Sometimes(4),
            Provider = Sometimes(0.5),
            OutagesPerDay = Sometimes(4),
            Callbacks = Sometimes(0.5),
            Links = Sometimes(0.5),
            People = Sometimes(0.6),
        };

        double Sometimes(double most) => random.Happens(0.4) ? random.NextDouble() * most : 0;
    }
}

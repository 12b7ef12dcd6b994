using ElderAlert.Engine.Watch;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Watch</c>: how often silences are looked for. What counts as silent is in the file of devices and homes.</summary>
internal sealed record WatchSettings
{
    private static readonly WatchOptions Defaults = new();

    /// <summary>See <see cref="WatchOptions.Look"/>, in seconds. Default 5.</summary>
    public int LookSeconds { get; init; } = (int)Defaults.Look.TotalSeconds;

    /// <summary>See <see cref="WatchOptions.Save"/>, in seconds. Default 10.</summary>
    public int SaveSeconds { get; init; } = (int)Defaults.Save.TotalSeconds;

    /// <summary>See <see cref="WatchOptions.Reconnect"/>, in seconds. Default 300.</summary>
    public int ReconnectSeconds { get; init; } = (int)Defaults.Reconnect.TotalSeconds;

    /// <summary>See <see cref="WatchOptions.Hall"/>, in seconds. Default 30.</summary>
    public int HallSeconds { get; init; } = (int)Defaults.Hall.TotalSeconds;

    /// <summary>See <see cref="WatchOptions.Cut"/>, in seconds. Default 60.</summary>
    public int CutSeconds { get; init; } = (int)Defaults.Cut.TotalSeconds;

    /// <summary>The same for the watch.</summary>
    public WatchOptions ToOptions() => new(
        TimeSpan.FromSeconds(LookSeconds), TimeSpan.FromSeconds(SaveSeconds), TimeSpan.FromSeconds(ReconnectSeconds), TimeSpan.FromSeconds(HallSeconds))
    {
        Cut = TimeSpan.FromSeconds(CutSeconds),
    };

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
    {
        // The health check takes a watch that was silent for a minute for stuck.
        if (LookSeconds is < 1 or > 20)
        {
            yield return $"{section}:LookSeconds must be between 1 and 20.";
        }

        if (SaveSeconds is < 1 or > 300)
        {
            yield return $"{section}:SaveSeconds must be between 1 and 300.";
        }

        if (ReconnectSeconds is < 1 or > 3_600)
        {
            yield return $"{section}:ReconnectSeconds must be between 1 and 3600.";
        }

        if (HallSeconds is < 1 or > 600)
        {
            yield return $"{section}:HallSeconds must be between 1 and 600.";
        }

        if (CutSeconds is < 1 or > 3_600)
        {
            yield return $"{section}:CutSeconds must be between 1 and 3600.";
        }
    }
}

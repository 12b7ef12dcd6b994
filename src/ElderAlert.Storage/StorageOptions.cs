namespace ElderAlert.Storage;

/// <summary>The section <c>ElderAlert:Storage</c> of the configuration.</summary>
public sealed record StorageOptions
{
    /// <summary>Folder of the embedded store; created, readable by its owner only, where it does not exist.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Base64 of 32 bytes: the key under which the households' keys are wrapped. Null (the default) takes the file
    /// <c>master.key</c> of the folder; without that file the households' keys lie unwrapped in <c>keys.db</c>.
    /// </summary>
    public string? MasterKey { get; init; }

    /// <summary>
    /// Opens a journal whose <c>keys.db</c> is gone; everything private in it reads as erased from then on.
    /// False (the default) refuses to open it, so that a file that was only forgotten can be put back.
    /// </summary>
    public bool AcceptLostKeys { get; init; }

    /// <summary>
    /// How many signals the inbox keeps as they came, and in memory, before it files them by device; at most some three times as many are there.
    /// Default 16,384. More of them write fewer pages in a storm of alarms, and take longer to be read at a start.
    /// </summary>
    public int RecentSignals { get; init; } = 16_384;
}

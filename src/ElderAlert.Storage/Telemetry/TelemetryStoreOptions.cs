namespace ElderAlert.Storage.Telemetry;

/// <summary>Where the embedded telemetry is and how long it is kept.</summary>
public sealed record TelemetryStoreOptions
{
    /// <summary>The database file, usually <c>telemetry.db</c> beside the journal; its folder is made when missing.</summary>
    public required string File { get; init; }

    /// <summary>How long points are kept, counted from their own time. Default 90 days; older points are deleted about once an hour.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Number of batches that may wait for the writer. Default 1,024; further callers wait for room.</summary>
    public int QueueCapacity { get; init; } = 1024;
}

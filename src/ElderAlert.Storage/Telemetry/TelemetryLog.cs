using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage.Telemetry;

/// <summary>Messages of the embedded telemetry store; values are never logged.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(6901, LogLevel.Error, "Telemetry could not be stored: {Points} points of {Batches} batches were given back to their callers")]
    public static partial void WriteFailed(ILogger logger, int points, int batches, Exception exception);

    [LoggerMessage(6902, LogLevel.Information, "Telemetry before {Limit} was deleted: {Points} points")]
    public static partial void Pruned(ILogger logger, DateTimeOffset limit, long points);

    [LoggerMessage(6903, LogLevel.Error, "Telemetry before {Limit} could not be deleted and is tried again in an hour")]
    public static partial void PruneFailed(ILogger logger, DateTimeOffset limit, Exception exception);
}

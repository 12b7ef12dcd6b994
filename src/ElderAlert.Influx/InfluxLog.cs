using ElderAlert.Influx.Spool;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx;

/// <summary>Every message of this project, one id each. Lines, tags and tokens are never logged.</summary>
internal static partial class InfluxLog
{
    [LoggerMessage(7001, LogLevel.Critical, "The telemetry spool lost {Bytes} unsent bytes of {File}: {Reason}")]
    public static partial void SpoolLoss(ILogger logger, SpoolLossReason reason, string file, long bytes);

    [LoggerMessage(7002, LogLevel.Error, "The telemetry spool refuses lines: its queue of {Capacity} batches is full")]
    public static partial void SpoolRefusing(ILogger logger, int capacity);

    [LoggerMessage(7003, LogLevel.Information, "The telemetry spool takes lines again; {Lines} lines have been refused since it was opened")]
    public static partial void SpoolTaking(ILogger logger, long lines);

    [LoggerMessage(7004, LogLevel.Error, "The telemetry spool cannot write to its disk and keeps trying")]
    public static partial void SpoolDiskFault(ILogger logger, Exception exception);

    [LoggerMessage(7005, LogLevel.Information, "The telemetry spool writes to its disk again")]
    public static partial void SpoolDiskBack(ILogger logger);

    [LoggerMessage(7006, LogLevel.Critical, "The telemetry spool stopped with {Lines} lines that its disk would not take")]
    public static partial void SpoolAbandoned(ILogger logger, int lines);

    [LoggerMessage(7007, LogLevel.Critical, "The telemetry spool's writer ended unexpectedly: every further line is refused")]
    public static partial void SpoolWriterEnded(ILogger logger, Exception exception);

    [LoggerMessage(7011, LogLevel.Warning, "The time series server does not take lines ({Reason}); next try in {Delay}")]
    public static partial void SenderWaits(ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(7012, LogLevel.Error, "The time series server refuses our settings, lines stay on disk ({Reason}); next try in {Delay}")]
    public static partial void SenderMisconfigured(ILogger logger, string reason, TimeSpan delay);

    [LoggerMessage(7013, LogLevel.Information, "The time series server takes lines again")]
    public static partial void SenderBack(ILogger logger);

    [LoggerMessage(7014, LogLevel.Error, "The time series server refused {Lines} lines, kept in {File}: {Reason}")]
    public static partial void LinesRejected(ILogger logger, int lines, string file, string reason);

    [LoggerMessage(7015, LogLevel.Critical, "The file of refused lines was full; its older half of {Bytes} bytes has been deleted")]
    public static partial void RejectedFileDropped(ILogger logger, long bytes);

    [LoggerMessage(7016, LogLevel.Error, "The telemetry spool cannot be read or the refused lines cannot be kept; next try in {Delay}")]
    public static partial void SenderDiskFault(ILogger logger, Exception exception, TimeSpan delay);
}

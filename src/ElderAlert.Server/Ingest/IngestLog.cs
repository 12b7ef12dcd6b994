namespace ElderAlert.Server.Ingest;

/// <summary>What the receiver says. Ids 8601 to 8699; ids of devices, never what they said.</summary>
internal static partial class IngestLog
{
    [LoggerMessage(8601, LogLevel.Warning, "Device {Device} is connected but no longer on file; its message was refused")]
    public static partial void RemovedDevice(ILogger logger, string device);

    [LoggerMessage(8602, LogLevel.Error, "A message of device {Device} could not be committed and was not acknowledged")]
    public static partial void NotCommitted(ILogger logger, Exception exception, string device);

    [LoggerMessage(8603, LogLevel.Error, "The telemetry store refused {Points} points")]
    public static partial void TelemetryRefused(ILogger logger, Exception exception, int points);

    [LoggerMessage(8604, LogLevel.Warning, "Telemetry at QoS 0 comes faster than it can be stored; {Points} points were dropped so far. Alarms are not affected")]
    public static partial void TelemetryDropped(ILogger logger, long points);

    [LoggerMessage(8605, LogLevel.Error, "Telemetry was not stored within {Seconds} s; its devices are to send it again")]
    public static partial void TelemetrySlow(ILogger logger, double seconds);

    [LoggerMessage(8606, LogLevel.Error, "Devices could not be told of journal entry {Centre}/{Position}")]
    public static partial void CommandFailed(ILogger logger, Exception exception, string centre, long position);

    [LoggerMessage(8607, LogLevel.Warning, "The commands to devices of centre {Centre} fell behind and go on from the journal after position {Position}")]
    public static partial void CommandsLagged(ILogger logger, string centre, long position);

    [LoggerMessage(8608, LogLevel.Warning, "More than {Count} unknown user names within a minute; further ones are not journalled until it is over")]
    public static partial void ManyStrangers(ILogger logger, int count);

    [LoggerMessage(8609, LogLevel.Warning, "A refusal ({Fact}) could not be journalled")]
    public static partial void RefusalNotRecorded(ILogger logger, Exception exception, string fact);

    [LoggerMessage(8610, LogLevel.Error, "The bridge's gateway {Gateway} is not on file: what the broker sends is not taken, and the broker keeps it")]
    public static partial void BridgeGatewayUnknown(ILogger logger, string gateway);

    [LoggerMessage(8611, LogLevel.Warning, "Device {Device} has sent {Count} messages within a minute that cannot be read; further ones are not journalled until it is over")]
    public static partial void ManyProblems(ILogger logger, string device, int count);

    [LoggerMessage(8612, LogLevel.Error, "Only {Free} MB are free on the journal's disk: telemetry is not kept any more, so that alarms are ({Points} points so far)")]
    public static partial void TelemetryGivesWay(ILogger logger, long free, long points);
}

namespace ElderAlert.Server.Telemetry;

/// <summary>What the measuring of incidents says. Ids 8655 to 8659.</summary>
internal static partial class ServerTelemetryLog
{
    [LoggerMessage(8655, LogLevel.Warning, "{File} cannot be read; incidents are measured from the beginning again")]
    public static partial void PositionsLost(ILogger logger, string file, Exception torn);
}

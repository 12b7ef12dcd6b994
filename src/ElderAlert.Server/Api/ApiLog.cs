namespace ElderAlert.Server.Api;

/// <summary>What the HTTP interface says. Ids 8301 to 8399.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(8301, LogLevel.Warning, "Telemetry did not say in time when devices were last heard ({Reason})")]
    public static partial void NoSightings(ILogger logger, string reason);

    [LoggerMessage(8302, LogLevel.Warning, "A telemetry query was not answered")]
    public static partial void TelemetrySilent(ILogger logger, Exception exception);
}

namespace ElderAlert.Server.Retention;

/// <summary>What the daily run says. Ids 8651 to 8654.</summary>
internal static partial class ServerRetentionLog
{
    [LoggerMessage(8651, LogLevel.Error, "Centre {Centre}: the retention could not be applied; it is tried again in an hour")]
    public static partial void Failed(ILogger logger, string centre, Exception failure);
}

using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Retention;

/// <summary>What the retention logs: ids and counts. Event ids 2050-2059.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(2050, LogLevel.Information, "Centre {Centre}: the private text of {Months} months of households, written before {Before:u}, was erased")]
    public static partial void TextErased(ILogger log, string centre, int months, DateTimeOffset before);

    [LoggerMessage(2051, LogLevel.Information, "Household {Household}: text and telemetry were erased")]
    public static partial void HouseholdErased(ILogger log, string household);

    [LoggerMessage(2052, LogLevel.Warning, "Household {Household}: the text is erased, the telemetry could not be; the next run tries again")]
    public static partial void TelemetryOutstanding(ILogger log, string household, Exception error);
}

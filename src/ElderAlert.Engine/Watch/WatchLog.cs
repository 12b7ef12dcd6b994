using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Watch;

/// <summary>What the watch logs. Event ids 2100-2199.</summary>
internal static partial class WatchLog
{
    [LoggerMessage(2100, LogLevel.Information, "Watch started: {Devices} devices and {Homes} homes known, away for {Away}")]
    public static partial void Started(ILogger log, int devices, int homes, TimeSpan away);

    [LoggerMessage(2101, LogLevel.Warning, "{Count} silences could not be committed and are told again")]
    public static partial void NotTold(ILogger log, int count, Exception error);

    [LoggerMessage(2102, LogLevel.Error, "What was heard could not be saved and is saved again with the next")]
    public static partial void NotSaved(ILogger log, Exception error);

    [LoggerMessage(2108, LogLevel.Information, "The watch was stopped while it told what it had found; that is found again after the start")]
    public static partial void LookStopped(ILogger log);

    [LoggerMessage(2104, LogLevel.Error, "A silence was refused by the engine and is not told")]
    public static partial void Refused(ILogger log, Exception error);

    [LoggerMessage(2105, LogLevel.Information, "The rhythm of home {Home} was learned again from {Days} days of telemetry")]
    public static partial void Taught(ILogger log, string home, int days);

    [LoggerMessage(2106, LogLevel.Warning, "The rhythm of home {Home} could not be learned from telemetry; it is learned from what is heard from now on")]
    public static partial void NotTaught(ILogger log, string home, Exception error);

    [LoggerMessage(2107, LogLevel.Warning, "The clock was put by {Leap}, or the machine has slept: silences count without that time")]
    public static partial void ClockPut(ILogger log, TimeSpan leap);

    [LoggerMessage(2103, LogLevel.Error, "A look for silences failed and is repeated")]
    public static partial void LookFailed(ILogger log, Exception error);
}

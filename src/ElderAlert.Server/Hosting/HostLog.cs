namespace ElderAlert.Server.Hosting;

/// <summary>What the host says. Ids 8001 to 8099; never a name, a number or a health fact.</summary>
internal static partial class HostLog
{
    [LoggerMessage(8001, LogLevel.Information, "ElderAlert listens: console on {ConsoleUrl}, journal in {Folder}")]
    public static partial void Listening(ILogger logger, Uri consoleUrl, string folder);

    [LoggerMessage(8002, LogLevel.Warning, "The dispatch console is not built: {File} is missing; browsers get a page that says how to build it")]
    public static partial void ConsoleMissing(ILogger logger, string file);

    [LoggerMessage(8003, LogLevel.Error, "Request {Method} {Path} failed (trace {TraceId})")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string path, string traceId);

    [LoggerMessage(8004, LogLevel.Information, "Stopping: no new connections, then the engine finishes what it has taken")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(8005, LogLevel.Error, "Trouble with {Service}, beside the alarms; it begins anew in {Seconds} s")]
    public static partial void ServiceFailed(ILogger logger, Exception exception, string service, double seconds);

    [LoggerMessage(8006, LogLevel.Error, "What somebody pressed on a family's or responder's page could not be committed; they are asked to press again or to call")]
    public static partial void NotNoted(ILogger logger, Exception exception);

    [LoggerMessage(8007, LogLevel.Critical, "The engine has ended unbidden. The process ends with {ExitCode}, so that it is started anew and goes on from the journal")]
    public static partial void EngineDied(ILogger logger, int exitCode);
}

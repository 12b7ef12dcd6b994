using ElderAlert.Domain.Journal;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine;

/// <summary>What the engine logs: ids, never a name, a number or an address. Event ids 2000-2099.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(2000, LogLevel.Information, "Engine started: {Incidents} incidents need care")]
    public static partial void Started(ILogger log, int incidents);

    [LoggerMessage(2001, LogLevel.Critical, "Nothing could be committed. No signal is acknowledged until the journal takes entries again")]
    public static partial void AppendFailed(ILogger log, Exception error);

    [LoggerMessage(2002, LogLevel.Information, "The journal takes entries again")]
    public static partial void AppendRecovered(ILogger log);

    [LoggerMessage(2003, LogLevel.Error, "A piece of work failed and was refused; the rest of its batch went on")]
    public static partial void WorkFailed(ILogger log, Exception error);

    [LoggerMessage(2004, LogLevel.Critical, "The writer stopped")]
    public static partial void WriterDied(ILogger log, Exception error);

    [LoggerMessage(2005, LogLevel.Information, "The deadline clock stopped")]
    public static partial void ClockStopped(ILogger log);

    [LoggerMessage(2006, LogLevel.Critical, "The deadline clock died")]
    public static partial void ClockDied(ILogger log, Exception error);

    [LoggerMessage(EventId = 2007, Message = "Fault in centre {Centre}: {Fault}, {Reason}")]
    public static partial void FaultRaised(ILogger log, LogLevel level, string centre, FaultKind fault, string reason);

    [LoggerMessage(2008, LogLevel.Critical, "The auditor died: nobody looks for lost deadlines any more")]
    public static partial void AuditorDied(ILogger log, Exception error);

    [LoggerMessage(2009, LogLevel.Information, "The auditor stopped")]
    public static partial void AuditorStopped(ILogger log);

    [LoggerMessage(2010, LogLevel.Warning, "Notification {Notification}: nobody knows whether it was sent ({Reason}); looking it up")]
    public static partial void NotificationAmbiguous(ILogger log, string notification, string reason);

    [LoggerMessage(2011, LogLevel.Warning, "Notification {Notification} failed: {Code} {Reason}")]
    public static partial void NotificationFailed(ILogger log, string notification, string code, string reason);

    [LoggerMessage(2012, LogLevel.Error, "Notification {Notification}: the channel threw; treated as in doubt")]
    public static partial void ChannelThrew(ILogger log, string notification, Exception error);

    [LoggerMessage(2013, LogLevel.Warning, "Notification {Notification} waits and is tried again")]
    public static partial void NotificationWaits(ILogger log, string notification, Exception error);

    [LoggerMessage(2014, LogLevel.Error, "What was committed could not be told to everybody; state is read anew")]
    public static partial void TellingFailed(ILogger log, Exception error);

    [LoggerMessage(2015, LogLevel.Debug, "A notification worker stopped")]
    public static partial void WorkerStopped(ILogger log);
}

namespace ElderAlert.Server.Hub;

/// <summary>What the hub says. Ids 8201 to 8299.</summary>
internal static partial class HubLog
{
    [LoggerMessage(8201, LogLevel.Warning, "A console of centre {Centre} fell behind after position {Position}; it is brought up again from the journal")]
    public static partial void Lagged(ILogger logger, string centre, long position);

    [LoggerMessage(8202, LogLevel.Error, "Feeding console {ConnectionId} failed; its connection is closed so that it resumes")]
    public static partial void FeedFailed(ILogger logger, Exception exception, string connectionId);

    [LoggerMessage(8203, LogLevel.Warning, "Operator {OperatorId} has no console that speaks: {Claims} claims are released")]
    public static partial void ConsoleSilent(ILogger logger, string operatorId, int claims);

    [LoggerMessage(8204, LogLevel.Error, "An operator's coming or going is not in the journal yet; it is tried again")]
    public static partial void PresenceNotJournalled(ILogger logger, Exception exception);
}

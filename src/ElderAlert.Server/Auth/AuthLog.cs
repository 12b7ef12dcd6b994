namespace ElderAlert.Server.Auth;

/// <summary>What sign-in says. Ids 8101 to 8199; never a user name, which may be a mistyped password.</summary>
internal static partial class AuthLog
{
    [LoggerMessage(8101, LogLevel.Information, "Operator {OperatorId} signed in")]
    public static partial void SignedIn(ILogger logger, string operatorId);

    [LoggerMessage(8102, LogLevel.Warning, "A sign-in was refused (known user: {IsKnown})")]
    public static partial void Refused(ILogger logger, bool isKnown);

    [LoggerMessage(8103, LogLevel.Warning, "Sign-ins are held back for {Seconds} s after repeated failures")]
    public static partial void HeldBack(ILogger logger, double seconds);

    [LoggerMessage(8104, LogLevel.Warning, "A {Method} to {Path} came from another site's page and was refused")]
    public static partial void ForeignOrigin(ILogger logger, string method, string path);
}

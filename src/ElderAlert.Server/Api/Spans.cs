namespace ElderAlert.Server.Api;

/// <summary>Spans of time that callers ask for.</summary>
internal static class Spans
{
    /// <summary>The moment that lies so long before another; the first of all where there is none.</summary>
    public static DateTimeOffset Before(DateTimeOffset moment, TimeSpan span) =>
        moment - DateTimeOffset.MinValue > span ? moment.ToUniversalTime() - span : DateTimeOffset.MinValue;
}

using Microsoft.Extensions.Logging;

namespace ElderAlert.Storage;

/// <summary>What the journal's store logs: files and numbers, never what is in them.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(6801, LogLevel.Warning, "The WAL of {File} could not be moved into it; nothing is lost, and it is tried again after the next commits")]
    public static partial void CheckpointFailed(ILogger logger, string file, Exception exception);
}

namespace ElderAlert.Influx.Sending;

/// <summary>What the sender is doing.</summary>
public enum SenderState
{
    /// <summary>Everything spooled has been sent, or is being sent.</summary>
    Sending,

    /// <summary>The server is down or busy; lines wait on disk.</summary>
    Waiting,

    /// <summary>The server refuses our settings (401, 403, 404, ...); lines wait on disk until a person changes them.</summary>
    Misconfigured,
}

/// <summary>The sender's state for health pages.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="SentLines">Lines the server has accepted since the start.</param>
/// <param name="RejectedLines">Lines the server refused for good, kept in the file of refused lines.</param>
/// <param name="LastAccepted">When the server last accepted lines; null when it has not yet.</param>
/// <param name="Problem">The reason of the current wait, in the server's words; null while sending.</param>
public sealed record SenderStatus(SenderState State, long SentLines, long RejectedLines, DateTimeOffset? LastAccepted, string? Problem);

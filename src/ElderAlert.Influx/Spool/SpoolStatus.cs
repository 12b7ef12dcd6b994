namespace ElderAlert.Influx.Spool;

/// <summary>What the spool holds and what it has lost since it was opened, for health and for the operators' eyes.</summary>
/// <param name="PendingBytes">Bytes on disk that the server has not accepted yet.</param>
/// <param name="QueuedBatches">Batches in memory that are not on disk yet.</param>
/// <param name="AppendedLines">Lines written to disk.</param>
/// <param name="RefusedLines">Lines refused because the queue in memory was full, or abandoned at a stop because the disk would not take them.</param>
/// <param name="DroppedBytes">Unsent bytes dropped because the spool was full.</param>
/// <param name="DamagedBytes">Bytes that could not be read back: a torn end after a power cut, or a failing disk.</param>
/// <param name="Fault">Why the disk does not take lines at the moment; null when it does.</param>
public sealed record SpoolStatus(
    long PendingBytes,
    int QueuedBatches,
    long AppendedLines,
    long RefusedLines,
    long DroppedBytes,
    long DamagedBytes,
    string? Fault);

/// <summary>Why bytes of the spool will never reach the server.</summary>
public enum SpoolLossReason
{
    /// <summary>The end of the newest file was half written when the machine stopped; it was cut off at the first bad record.</summary>
    TornTail,

    /// <summary>The spool was full, and its oldest segment was dropped.</summary>
    SpoolFull,

    /// <summary>A record inside a file does not match its checksum; the rest of that file was skipped.</summary>
    DamagedRecord,
}

/// <summary>One loss, reported at the moment it happens.</summary>
/// <param name="Reason">Why.</param>
/// <param name="File">The segment file's name.</param>
/// <param name="Bytes">How many unsent bytes, record headers included.</param>
public sealed record SpoolLoss(SpoolLossReason Reason, string File, long Bytes);

namespace ElderAlert.Storage.Chain;

/// <summary>An entry as it lies on disk, which is what the hash chain is computed over.</summary>
/// <param name="Centre">Whose journal.</param>
/// <param name="Position">Place in it, from 1.</param>
/// <param name="At">Units of 100 ns since 1970-01-01 UTC.</param>
/// <param name="Name">The event's stable name.</param>
/// <param name="Version">The version of its shape.</param>
/// <param name="Incident">The incident's id, if any.</param>
/// <param name="SealedFor">The household's id, if any.</param>
/// <param name="Body">The event, private text sealed.</param>
internal readonly record struct StoredEntry(
    string Centre,
    long Position,
    long At,
    string Name,
    int Version,
    string? Incident,
    string? SealedFor,
    byte[] Body);

/// <summary>An entry with what ties it to others.</summary>
/// <param name="Entry">What the hash is over.</param>
/// <param name="Hash">Ties it to the centre's entry before it.</param>
/// <param name="Previous">The position of its incident's entry before it; null for an incident's first, and where there is no incident.</param>
internal readonly record struct StoredLink(StoredEntry Entry, byte[] Hash, long? Previous);

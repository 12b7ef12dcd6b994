namespace ElderAlert.Storage.Sqlite;

/// <summary>What a process may do with a store.</summary>
public enum JournalAccess
{
    /// <summary>Appends and reads. Only one process at a time: it holds the folder's lock file.</summary>
    Write,

    /// <summary>Only reads, beside a running server: for the commands verify and backup.</summary>
    Read,
}

namespace ElderAlert.Storage.Sqlite;

/// <summary>Times on disk: units of 100 ns since 1970-01-01 UTC, so that what is read back equals what was decided with.</summary>
internal static class StoredTime
{
    public static long Of(DateTimeOffset time) => time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset Read(long stored) => DateTimeOffset.UnixEpoch.AddTicks(stored);
}

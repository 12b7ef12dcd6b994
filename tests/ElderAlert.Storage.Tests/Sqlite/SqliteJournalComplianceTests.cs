using ElderAlert.Engine.Ports;
using ElderAlert.Storage.Sqlite;

namespace ElderAlert.Storage.Tests.Sqlite;

public sealed class SqliteJournalComplianceTests : JournalCompliance
{
    private readonly TempFolder _folder = new();
    private SqliteJournal? _journal;

    protected override ValueTask<IJournal> OpenAsync()
    {
        _journal = SqliteJournal.Open(new StorageOptions { Path = _folder.Path });
        return ValueTask.FromResult<IJournal>(_journal);
    }

    protected override ValueTask CloseAsync()
    {
        _journal?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask CleanUpAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

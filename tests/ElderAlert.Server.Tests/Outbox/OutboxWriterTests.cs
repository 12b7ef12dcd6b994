using ElderAlert.Server.Outbox;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Outbox;

public sealed class OutboxWriterTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("elderalert-outbox-").FullName;
    private readonly OutboxWriter _writer;

    public OutboxWriterTests() => _writer = new OutboxWriter(File, "CREATE TABLE words (word TEXT NOT NULL UNIQUE)");

    private string File => $"Data Source={Path.Combine(_folder, "words.db")};Pooling=False";

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The file is held while they are asked for, so that they come into one transaction.</summary>
    [Fact]
    public async Task ChangeAsync_OneCannotBeStored_TheOthersAreOnceEach()
    {
        using var hold = new SemaphoreSlim(0);
        var first = _writer.ChangeAsync(file =>
        {
            hold.Wait();
            return Add(file, "first");
        });
        var before = Many("before");
        var bad = _writer.ChangeAsync(file =>
        {
            Add(file, "half");
            return Add(file, "first");
        });
        var after = Many("after");
        hold.Release(2);

        await Task.WhenAll([first, .. before, .. after]);
        Assert.Contains("UNIQUE", (await Assert.ThrowsAsync<SqliteException>(() => bad)).Message, StringComparison.Ordinal);
        Assert.Equal(["after0", "after1", "after2", "before0", "before1", "before2", "first"], Words());

        Task<bool>[] Many(string word) => [.. Enumerable.Range(0, 3).Select(n => _writer.ChangeAsync(file => Add(file, $"{word}{n}")))];
    }

    [Fact]
    public async Task ChangeAsync_FileIsBroken_EachIsToldWhy_AndAfterItIsMendedTheNextIsStored()
    {
        Outside("ALTER TABLE words RENAME TO gone");
        var asked = Enumerable.Range(0, 3).Select(n => _writer.ChangeAsync(file => Add(file, $"{n}"))).ToList();
        foreach (var change in asked)
        {
            Assert.Contains("no such table: words", (await Assert.ThrowsAsync<SqliteException>(() => change)).Message, StringComparison.Ordinal);
        }

        Outside("ALTER TABLE gone RENAME TO words");
        await _writer.ChangeAsync(file => Add(file, "late"));

        Assert.Equal(["late"], Words());
    }

    [Fact]
    public async Task DisposeAsync_StoresWhatWasAskedFor_AndTakesNothingMore()
    {
        var asked = Enumerable.Range(0, 600).Select(n => _writer.ChangeAsync(file => Add(file, $"{n}"))).ToList();

        await _writer.DisposeAsync();

        await Task.WhenAll(asked);
        Assert.Equal(600, Words().Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _writer.ChangeAsync(file => Add(file, "late")));
    }

    private static bool Add(OutboxSession file, string word)
    {
        file.Run("INSERT INTO words VALUES ($word)", ("$word", word));
        return true;
    }

    private void Outside(string sql)
    {
        using var file = new OutboxSession(File);
        file.Run(sql);
    }

    private List<string> Words()
    {
        using var file = new OutboxSession(File);
        return file.Rows("SELECT word FROM words ORDER BY word", row => row.GetString(0));
    }
}

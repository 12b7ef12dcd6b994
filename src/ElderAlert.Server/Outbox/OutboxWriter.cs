using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ElderAlert.Server.Outbox;

/// <summary>
/// The only one who changes <c>outbox.db</c>. What is asked for while it waits for the disk goes into the next transaction together: a burst
/// of alarms tells thousands, and an fsync for each would keep the disk from the journal.
/// </summary>
internal sealed class OutboxWriter : IAsyncDisposable
{
    private const int MostInACommit = 256;

    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new UnboundedChannelOptions { SingleReader = true });
    private readonly string _file;
    private readonly Task _writing;
    private OutboxSession? _session;

    /// <param name="file">The connection string.</param>
    /// <param name="schema">Run once, before anything else.</param>
    public OutboxWriter(string file, string schema)
    {
        _file = file;
        Session().Run(schema);
        _writing = Task.Run(WriteLoopAsync);
    }

    /// <summary>Carries out a change, wholly or not at all; it is on disk when this completes.</summary>
    /// <exception cref="SqliteException">It was not stored.</exception>
    public Task<T> ChangeAsync<T>(Func<OutboxSession, T> change)
    {
        var asked = new Change<T>(change);
        ObjectDisposedException.ThrowIf(!_changes.Writer.TryWrite(asked), this);
        return asked.Answer;
    }

    /// <summary>Stores what was asked for and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _changes.Writer.TryComplete();
        await _writing;
        Close();
    }

    private async Task WriteLoopAsync()
    {
        var changes = new List<Change>();
        while (await _changes.Reader.WaitToReadAsync())
        {
            changes.Clear();
            while (changes.Count < MostInACommit && _changes.Reader.TryRead(out var next))
            {
                changes.Add(next);
            }

            if (Commit(changes) is { } reason)
            {
                changes.ForEach(IsOfOne(reason) ? CommitAlone : change => change.Fail(reason));
            }
        }
    }

    /// <summary>Whether only one of them is to blame: a full disk or a locked file refuses them all.</summary>
    private static bool IsOfOne(Exception reason) => reason is not SqliteException { SqliteErrorCode: not SQLITE_CONSTRAINT };

    /// <summary>One that can never be stored must not take others down with it.</summary>
    private void CommitAlone(Change change)
    {
        if (Commit([change]) is { } reason)
        {
            change.Fail(reason);
        }
    }

    /// <summary>Carries them out in one transaction; the reason where none of them is stored.</summary>
    private Exception? Commit(List<Change> changes)
    {
        try
        {
            var session = Session();
            session.Run("BEGIN IMMEDIATE");
            changes.ForEach(change => change.CarryOut(session));
            session.Run("COMMIT");
        }
        catch (Exception failure)
        {
            Close();
            return failure;
        }

        changes.ForEach(change => change.Complete());
        return null;
    }

    private OutboxSession Session() => _session ??= new OutboxSession(_file);

    /// <summary>Closing rolls back.</summary>
    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }

    private abstract class Change
    {
        public abstract void CarryOut(OutboxSession session);

        public abstract void Complete();

        public abstract void Fail(Exception reason);
    }

    private sealed class Change<T>(Func<OutboxSession, T> change) : Change
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Answer => _answer.Task;

        public override void CarryOut(OutboxSession session) => _result = change(session);

        public override void Complete() => _answer.SetResult(_result!);

        public override void Fail(Exception reason) => _answer.SetException(reason);
    }
}

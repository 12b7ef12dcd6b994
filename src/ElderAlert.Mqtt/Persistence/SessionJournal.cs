using System.Threading.Channels;
using ElderAlert.Mqtt.Server;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>
/// Keeps sessions, their queued messages and retained messages on disk. One task writes whatever has piled up and syncs
/// once for all of it; whoever must not answer before waits for <see cref="FlushAsync"/>.
/// </summary>
internal sealed class SessionJournal : IAsyncDisposable
{
    private const long CompactAbove = 16 * 1024 * 1024;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly Channel<StoreRecord> _records = Channel.CreateUnbounded<StoreRecord>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _sync = new();
    private readonly StoredState _state = new();
    private RecordFile _file;
    private TaskCompletionSource _durable = NewSignal();
    private Task _writing = Task.CompletedTask;
    private long _appended;
    private long _written;
    private long _complete;
    private int _scopes;
    private long _compactAt = CompactAbove;

    /// <summary>Opens the journal in a folder, creating it if need be. Throws when the file is damaged.</summary>
    public SessionJournal(string folder, ILogger logger)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, "sessions.log");
        _logger = logger;
        _file = RecordFile.Open(_path, _state.Apply);
    }

    /// <summary>How many records were appended; all up to <see cref="Durable"/> are on disk.</summary>
    public long Appended => Volatile.Read(ref _appended);

    public long Durable => Volatile.Read(ref _written);

    /// <summary>True: the disk has failed, and nothing is written any more.</summary>
    public bool HasFailed => Volatile.Read(ref _durable).Task.IsFaulted;

    /// <summary>Hands over what the file says, then begins to write. To be called once, before anything is appended.</summary>
    public void Start(Action<StoredState> restore)
    {
        restore(_state);
        Compact();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes a record; order is kept.</summary>
    public void Append(StoreRecord record)
    {
        lock (_sync)
        {
            if (_records.Writer.TryWrite(record))
            {
                _appended++;
                _complete = _scopes == 0 ? _appended : _complete;
            }
        }
    }

    /// <summary>
    /// What is appended until the result is disposed reaches the disk together: a crash keeps all of it or nothing.
    /// To be held for moments only, for nobody's records are written meanwhile.
    /// </summary>
    public Scope Together()
    {
        lock (_sync)
        {
            _scopes++;
        }

        return new Scope(this);
    }

    /// <summary>Completes when everything appended so far is on disk; throws when the disk has failed.</summary>
    public async Task FlushAsync()
    {
        var position = Appended;
        while (Durable < position)
        {
            Task signal;
            lock (_sync)
            {
                signal = Durable < position ? _durable.Task : Task.CompletedTask;
            }

            await signal;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _records.Writer.TryComplete();
        await _writing;
        _file.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _records.Reader.WaitToReadAsync())
            {
                var (count, complete) = (0, Volatile.Read(ref _complete));
                while (_written + count < complete && _records.Reader.TryRead(out var record))
                {
                    _state.Apply(record);
                    _file.Add(record);
                    count++;
                }

                if (count == 0)
                {
                    await Task.Yield();
                    continue;
                }

                _file.Commit();
                Announce(count);
                if (_file.Length > _compactAt)
                {
                    Compact();
                }
            }
        }
        catch (Exception exception)
        {
            Log.SessionJournalFailed(_logger, exception, _path);
            lock (_sync)
            {
                _records.Writer.TryComplete();
                _durable.TrySetException(exception);
            }
        }
    }

    private void Announce(int count)
    {
        TaskCompletionSource former;
        lock (_sync)
        {
            _written += count;
            former = _durable;
            _durable = NewSignal();
        }

        former.TrySetResult();
    }

    /// <summary>Replaces the file by the shortest one that says the same; a crash leaves one of the two whole.</summary>
    private void Compact()
    {
        var next = _path + ".new";
        File.Delete(next);
        var file = RecordFile.Open(next, _ => { });
        foreach (var record in _state.ToRecords())
        {
            file.Add(record);
        }

        file.Commit();
        _file.Dispose();
        File.Move(next, _path, overwrite: true);
        _file = file;
        _compactAt = Math.Max(CompactAbove, file.Length * 4);
    }

    private void EndScope()
    {
        lock (_sync)
        {
            _scopes--;
            _complete = _scopes == 0 ? _appended : _complete;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>See <see cref="Together"/>.</summary>
    public readonly struct Scope(SessionJournal journal) : IDisposable
    {
        public void Dispose() => journal.EndScope();
    }
}

using System.Threading.Channels;
using ElderAlert.Mqtt.Server;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Persistence;

/// <summary>
/// Keeps sessions, their queued messages and retained messages on disk. One task writes whatever has piled up and syncs
/// once for all of it; whoever must not answer before waits for <see cref="FlushAsync"/>. While the disk fails it is tried again and again.
/// </summary>
internal sealed class SessionJournal : IAsyncDisposable
{
    private const long CompactAbove = 16 * 1024 * 1024;
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Channel<StoreRecord> _records = Channel.CreateUnbounded<StoreRecord>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _sync = new();
    private readonly StoredState _state = new();
    private readonly CancellationTokenSource _stopping = new();
    private RecordFile _file;
    private TaskCompletionSource _durable = NewSignal();
    private Task _writing = Task.CompletedTask;
    private long _appended;
    private long _taken;
    private long _written;
    private long _complete;
    private int _scopes;
    private long _compactAt = CompactAbove;

    /// <summary>Opens the journal in a folder, creating it if need be. Throws when the file is damaged.</summary>
    public SessionJournal(string folder, ILogger logger, TimeProvider time)
    {
        _time = time;
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, "sessions.log");
        _logger = logger;
        _file = RecordFile.Open(_path, _state.Apply);
    }

    /// <summary>How many records were appended; all up to <see cref="Durable"/> are on disk.</summary>
    public long Appended => Volatile.Read(ref _appended);

    public long Durable => Volatile.Read(ref _written);

    /// <summary>True: nothing is written any more.</summary>
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

    /// <summary>Completes when everything appended so far is on disk; throws when the disk has refused it, which does not mean that it stays so.</summary>
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
        await _stopping.CancelAsync();
        await _writing;
        _file.Dispose();
        _stopping.Dispose();
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _records.Reader.WaitToReadAsync())
            {
                Take(_file.Add);
                if (_taken == _written)
                {
                    await Task.Yield();
                }
                else if (Store() is { } failure)
                {
                    Log.SessionJournalRefused(_logger, failure, _path);
                    Refuse(failure);
                    await RecoverAsync();
                    Log.SessionJournalRecovered(_logger, _path);
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

    /// <summary>Applies what belongs together and has piled up.</summary>
    private void Take(Action<StoreRecord>? write)
    {
        var complete = Volatile.Read(ref _complete);
        while (_taken < complete && _records.Reader.TryRead(out var record))
        {
            _state.Apply(record);
            write?.Invoke(record);
            _taken++;
        }
    }

    /// <summary>Writes what was taken; returns what kept it from doing so.</summary>
    private Exception? Store()
    {
        try
        {
            _file.Commit();
            Announce();
            if (_file.Length > _compactAt)
            {
                Compact();
            }

            return null;
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            return exception;
        }
    }

    /// <summary>
    /// A disk that is full has room again at some time. What the file has got of the last records is not known, so all that is remembered is
    /// written anew. Throws when the journal is closed before it worked.
    /// </summary>
    private async Task RecoverAsync()
    {
        while (true)
        {
            await Task.Delay(s_retryAfter, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Take(write: null);
            try
            {
                Compact();
                Announce();
                return;
            }
            catch (Exception exception) when (IsOfTheDisk(exception) && !_stopping.IsCancellationRequested)
            {
                Refuse(exception);
            }
        }
    }

    private static bool IsOfTheDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private void Announce()
    {
        lock (_sync)
        {
            _written = _taken;
        }

        TakeSignal().TrySetResult();
    }

    /// <summary>Tells whoever waits that it is not on disk.</summary>
    private void Refuse(Exception exception) => TakeSignal().TrySetException(exception);

    private TaskCompletionSource TakeSignal()
    {
        lock (_sync)
        {
            var former = _durable;
            _durable = NewSignal();
            return former;
        }
    }

    /// <summary>Replaces the file by the shortest one that says the same; a crash leaves one of the two whole.</summary>
    private void Compact()
    {
        var next = _path + ".new";
        File.Delete(next);
        var file = RecordFile.Open(next, _ => { });
        try
        {
            foreach (var record in _state.ToRecords())
            {
                file.Add(record);
            }

            file.Commit();
            _file.Dispose();
            File.Move(next, _path, overwrite: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }

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

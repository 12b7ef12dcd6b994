using ElderAlert.Influx.Lines;
using ElderAlert.Influx.Spool;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Sending;

/// <summary>
/// Sends the spool to the time series server: in order, in batches, each line until the server has accepted it or refused
/// it for good. Lines may be sent twice (a restart, an answer that got lost) and are one point then, because measurement, tags and time
/// are a point's identity.
/// </summary>
/// <remarks>
/// A batch that is refused is halved until the bad lines stand alone; they go to <c>rejected.lp</c> with the server's reason and
/// everything else is stored. Before the first halving a comment-only write is tried: a server that refuses even that refuses the
/// settings, not the lines, and then nothing is given up.
/// </remarks>
public sealed class InfluxSender : IDisposable
{
    private const int BatchBytes = 1 << 20;

    private static readonly ArraySegment<ReadOnlyMemory<byte>> Comment = new([(ReadOnlyMemory<byte>)"# is anybody there"u8.ToArray()]);

    private readonly SpoolReader _reader;
    private readonly LineRequest _request;
    private readonly RejectedLines _rejected;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly int _batchLines;
    private bool _settingsProven;
    private volatile SenderStatus _status = new(SenderState.Sending, 0, 0, null, null);

    /// <summary>Creates the sender; it is the spool's only reader. Throws <see cref="ArgumentException"/> with <see cref="InfluxOptions.Validate"/>'s sentences.</summary>
    /// <param name="spool">Where lines wait.</param>
    /// <param name="http">The host's client; its time-out is the time-out of a write.</param>
    /// <param name="options">Where the server is.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="logger">Told of every change of state and of every refused line's reason, never of the line.</param>
    public InfluxSender(DiskSpool spool, HttpClient http, InfluxOptions options, TimeProvider time, ILogger<InfluxSender> logger)
    {
        ArgumentNullException.ThrowIfNull(spool);
        ArgumentNullException.ThrowIfNull(options);
        _reader = spool.Reader;
        _request = new LineRequest(new InfluxEndpoint(options), http, time);
        _rejected = new RejectedLines(spool.Folder, time, logger);
        _backoff = new Backoff(options.FirstRetry, options.LongestRetry);
        _time = time;
        _logger = logger;
        _batchLines = options.BatchLines;
    }

    /// <summary>What it is doing; readable from any thread.</summary>
    public SenderStatus Status => _status;

    /// <summary>Sends until cancelled. A failing disk or server never ends it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _reader.Rewind();
        while (true)
        {
            await _reader.WaitAsync(cancellationToken);
            if (await OnDiskAsync(() => _reader.Read(_batchLines, BatchBytes), cancellationToken) is { } batch)
            {
                _settingsProven = false;
                await SettleAsync(new([.. batch.Lines]), cancellationToken);
                await OnDiskAsync(() => _reader.Acknowledge(batch.End), cancellationToken);
            }
        }
    }

    /// <summary>Takes lines that the server refused out of their file again: those of every series that carries all of the tags.</summary>
    /// <param name="tags">At least one.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ForgetRejected(IReadOnlyList<InfluxTag> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentOutOfRangeException.ThrowIfZero(tags.Count);
        _rejected.Forget(tags);
    }

    /// <inheritdoc/>
    public void Dispose() => _request.Dispose();

    /// <summary>Returns when each of the lines is in the database or in the file of refused lines.</summary>
    private async Task SettleAsync(ArraySegment<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        var outcome = await SendUntilAnsweredAsync(lines, cancellationToken);
        if (outcome.Verdict == WriteVerdict.Accepted)
        {
            _status = _status with { SentLines = _status.SentLines + lines.Count };
        }
        else if (lines.Count == 1 || outcome.Dropped == lines.Count)
        {
            await OnDiskAsync(() => _rejected.Keep(lines, outcome.Reason), cancellationToken);
            _status = _status with { RejectedLines = _status.RejectedLines + lines.Count };
        }
        else
        {
            await SettleAsync(lines[..(lines.Count / 2)], cancellationToken);
            await SettleAsync(lines[(lines.Count / 2)..], cancellationToken);
        }
    }

    /// <summary>Sends until the server has judged the lines: the outcome is accepted or refused, nothing else.</summary>
    private async Task<WriteOutcome> SendUntilAnsweredAsync(ArraySegment<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await _request.PostAsync(lines, cancellationToken);
            if (outcome.Verdict == WriteVerdict.LinesRefused && !_settingsProven)
            {
                outcome = await ProveSettingsAsync(outcome, cancellationToken);
            }

            if (outcome.Verdict is WriteVerdict.Accepted or WriteVerdict.LinesRefused)
            {
                _backoff.Reset();
                Answered(outcome.Verdict == WriteVerdict.Accepted);
                return outcome;
            }

            await WaitAsync(outcome, cancellationToken);
        }
    }

    private async Task<WriteOutcome> ProveSettingsAsync(WriteOutcome refusal, CancellationToken cancellationToken)
    {
        var proof = await _request.PostAsync(Comment, cancellationToken);
        _settingsProven = proof.Verdict == WriteVerdict.Accepted;
        return proof.Verdict switch
        {
            WriteVerdict.Accepted => refusal,
            WriteVerdict.LinesRefused => proof with { Verdict = WriteVerdict.Misconfigured },
            WriteVerdict.TryLater or WriteVerdict.Misconfigured => proof,
            _ => throw new InvalidOperationException($"{proof.Verdict} is not a verdict."),
        };
    }

    private void Answered(bool accepted)
    {
        if (_status.State != SenderState.Sending)
        {
            InfluxLog.SenderBack(_logger);
        }

        _status = _status with
        {
            State = SenderState.Sending,
            Problem = null,
            LastAccepted = accepted ? _time.GetUtcNow() : _status.LastAccepted,
        };
    }

    private async Task WaitAsync(WriteOutcome outcome, CancellationToken cancellationToken)
    {
        var delay = _backoff.Next(outcome.RetryAfter);
        var state = outcome.Verdict == WriteVerdict.Misconfigured ? SenderState.Misconfigured : SenderState.Waiting;
        if (state == SenderState.Misconfigured)
        {
            InfluxLog.SenderMisconfigured(_logger, outcome.Reason, delay);
        }
        else
        {
            InfluxLog.SenderWaits(_logger, outcome.Reason, delay);
        }

        _status = _status with { State = state, Problem = outcome.Reason };
        await Task.Delay(delay, _time, cancellationToken);
    }

    private Task OnDiskAsync(Action step, CancellationToken cancellationToken) => OnDiskAsync(
        () =>
        {
            step();
            return true;
        },
        cancellationToken);

    private async Task<T> OnDiskAsync<T>(Func<T> step, CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan delay;
            try
            {
                return step();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                delay = _backoff.Next(null);
                _status = _status with { State = SenderState.Waiting, Problem = refused.Message };
                InfluxLog.SenderDiskFault(_logger, refused, delay);
            }

            await Task.Delay(delay, _time, cancellationToken);
        }
    }
}

using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Telephony.Webhooks;

/// <summary>
/// Keeps account of refused calls to our webhooks: each is logged, and journalled for every centre at most once a minute, so that whoever
/// floods the door cannot fill the journal.
/// </summary>
internal sealed partial class WebhookRefusals(IncidentEngine engine, TimeProvider time, ILogger<WebhookRefusals> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _journalledAt;
    private int _since;

    /// <summary>Logs the refusal, and journals it when it is time.</summary>
    public async Task RecordAsync(string path, string reason, CancellationToken cancellation)
    {
        LogRefused(log, path, reason);
        if (Due() is not { } count)
        {
            return;
        }

        try
        {
            foreach (var centre in engine.Directory.Centres.ToList())
            {
                await engine.RecordAsync(centre.Id, new WebhookRefused(path, reason, count), cancellation);
            }
        }
        catch (EngineUnavailableException unavailable)
        {
            LogNotJournalled(log, unavailable);
        }
    }

    /// <summary>How many refusals the fact that is now due stands for; null while none is due.</summary>
    private int? Due()
    {
        lock (_gate)
        {
            _since++;
            if (_journalledAt is { } last && time.GetElapsedTime(last) < Pause)
            {
                return null;
            }

            _journalledAt = time.GetTimestamp();
            var count = _since;
            _since = 0;
            return count;
        }
    }

    [LoggerMessage(5010, LogLevel.Warning, "A call to {Path} was refused: {Reason}")]
    private static partial void LogRefused(ILogger log, string path, string reason);

    [LoggerMessage(5011, LogLevel.Error, "A refused webhook call could not be journalled")]
    private static partial void LogNotJournalled(ILogger log, Exception error);
}

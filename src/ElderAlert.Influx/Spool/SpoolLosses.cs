using Microsoft.Extensions.Logging;

namespace ElderAlert.Influx.Spool;

/// <summary>Where every loss goes: counted, logged as critical and handed to the host.</summary>
internal sealed class SpoolLosses(ILogger logger, Action<SpoolLoss>? observer)
{
    private long _droppedBytes;
    private long _damagedBytes;

    public long DroppedBytes => Volatile.Read(ref _droppedBytes);

    public long DamagedBytes => Volatile.Read(ref _damagedBytes);

    public void Report(SpoolLossReason reason, string file, long bytes)
    {
        if (bytes <= 0)
        {
            return;
        }

        if (reason == SpoolLossReason.SpoolFull)
        {
            Interlocked.Add(ref _droppedBytes, bytes);
        }
        else
        {
            Interlocked.Add(ref _damagedBytes, bytes);
        }

        InfluxLog.SpoolLoss(logger, reason, file, bytes);
        observer?.Invoke(new SpoolLoss(reason, file, bytes));
    }
}

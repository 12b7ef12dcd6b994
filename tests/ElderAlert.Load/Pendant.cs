using System.Collections.Concurrent;
using System.Diagnostics;

namespace ElderAlert.Load;

/// <summary>One pendant's share of the signals: every so many-th, each sent at its time without waiting for the one before.</summary>
internal sealed class Pendant(LoadConnection connection, int number, int pendants, int count)
{
    private readonly long[] _sentAt = new long[ushort.MaxValue + 1];

    /// <summary>Presses the button. Packet ids count from 1, press by press.</summary>
    public async Task PressAsync(int press, string run, ConcurrentDictionary<string, long> due)
    {
        var id = $"{run}-{press:D8}";
        var payload = LoopMeasurement.Payload(id);
        var sent = Stopwatch.GetTimestamp();
        due[id] = sent;
        _sentAt[1 + (press / pendants)] = sent;
        await connection.PublishAsync(payload);
    }

    /// <summary>Milliseconds from each press to its acknowledgement.</summary>
    public async Task<double[]> AnswersAsync()
    {
        var own = (count - number + pendants - 1) / pendants;
        var answers = new List<double>(own);
        while (answers.Count < own)
        {
            await connection.ReceiveAsync(id => answers.Add(Stopwatch.GetElapsedTime(_sentAt[id]).TotalMilliseconds), CancellationToken.None);
        }

        return [.. answers];
    }
}

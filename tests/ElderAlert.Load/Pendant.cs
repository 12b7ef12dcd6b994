using System.Diagnostics;

namespace ElderAlert.Load;

/// <summary>A connection whose messages leave at their times without waiting for the one before, and are timed one by one.</summary>
/// <param name="connection">Its connection; only this publishes on it.</param>
/// <param name="count">How many messages it will send.</param>
internal sealed class Pendant(LoadConnection connection, int count)
{
    private readonly long[] _sentAt = new long[ushort.MaxValue + 1];
    private int _sent;

    /// <summary>Presses the button; returns when the message has left.</summary>
    public async Task PressAsync()
    {
        _sentAt[LoadConnection.PacketId(_sent++)] = Stopwatch.GetTimestamp();
        await connection.PublishAsync(1);
    }

    /// <summary>Milliseconds from each press to its acknowledgement.</summary>
    public async Task<double[]> AnswersAsync()
    {
        var answers = new List<double>(count);
        while (answers.Count < count)
        {
            await connection.ReceiveAsync(id => answers.Add(Stopwatch.GetElapsedTime(_sentAt[id]).TotalMilliseconds), CancellationToken.None);
        }

        return [.. answers];
    }

    /// <summary>Spreads presses over connections, beginning at <paramref name="start"/>, and times each.</summary>
    /// <param name="connections">The pendants' connections; each presses in its turn.</param>
    /// <param name="presses">How many, and how fast.</param>
    /// <param name="start">When, as a timestamp.</param>
    /// <param name="pressed">Is told of each press, from 0, just before it.</param>
    /// <returns>Milliseconds from press to acknowledgement, in the order of the presses, without those that only warm up.</returns>
    public static async Task<double[]> PressAllAsync(
        IReadOnlyList<LoadConnection> connections, Presses presses, long start, Action<int> pressed)
    {
        var count = presses.WarmUp + presses.Counted;
        var pendants = connections
            .Select((connection, n) => new Pendant(connection, (count - n + connections.Count - 1) / connections.Count))
            .ToArray();
        var answers = Task.WhenAll(pendants.Select(pendant => pendant.AnswersAsync()));
        await Pacer.RunAsync(count, presses.Rate, start, i =>
        {
            pressed(i);
            return pendants[i % pendants.Length].PressAsync();
        });
        var all = await answers;
        return [.. Enumerable.Range(presses.WarmUp, presses.Counted).Select(i => all[i % pendants.Length][i / pendants.Length])];
    }
}

using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary>Runs a simulation only until its device was heard.</summary>
internal static class OneShot
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="options">One home with one device.</param>
    /// <param name="trigger">What happens to it.</param>
    /// <param name="signals">So many signals must be acknowledged.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes a line for people.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="UplinkException">Not acknowledged within a minute; the message holds the last trouble.</exception>
    public static async Task RunAsync(
        SimulationOptions options, Action<Simulation> trigger, int signals, TimeProvider time, Action<string> log, CancellationToken ct)
    {
        var left = signals;
        var last = "nothing was sent";
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var simulation = new Simulation(options, time, line => log(last = line));
        simulation.SignalAcknowledged += message =>
        {
            log($"acknowledged: {System.Text.Encoding.UTF8.GetString(message.Payload)}");
            if (Interlocked.Decrement(ref left) == 0)
            {
                heard.TrySetResult();
            }
        };

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        trigger(simulation);
        var running = simulation.RunAsync(stop.Token);
        try
        {
            await heard.Task.WaitAsync(Patience, time, ct);
        }
        catch (TimeoutException exception)
        {
            throw new UplinkException($"No acknowledgement within {Patience.TotalSeconds:0} s: {last}", exception);
        }
        finally
        {
            await stop.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

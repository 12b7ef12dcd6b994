namespace ElderAlert.Server.Hub;

/// <summary>Looks every second whether an operator's consoles have fallen silent.</summary>
internal sealed class ConsoleWatch(ConsolePresence presence, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        presence.ExpectConsoles();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await presence.SweepAsync(stoppingToken);
        }
    }
}

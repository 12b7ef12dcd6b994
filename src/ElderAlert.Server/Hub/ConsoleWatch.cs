using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Hub;

/// <summary>Looks every second whether an operator's consoles have fallen silent.</summary>
internal sealed class ConsoleWatch(ConsolePresence presence, TimeProvider time, ILogger<ConsoleWatch> logger)
    : SteadyService("the watch over silent consoles", time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        presence.ExpectConsoles();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, Time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await presence.SweepAsync(stopping);
        }
    }
}

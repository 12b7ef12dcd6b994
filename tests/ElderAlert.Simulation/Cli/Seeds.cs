using ElderAlert.Simulation.Disk;

namespace ElderAlert.Simulation.Cli;

/// <summary>Runs seeds one after the other in this process.</summary>
internal static class Seeds
{
    public static async Task RunAsync(SimulationOptions options, Action<Outcome> report)
    {
        var template = StoreFolder.MakeTemplate();
        for (var i = 0; i < options.Seeds; i++)
        {
            using var day = new SimulatedDay(options.From + (i * options.Stride), options, template, options.Trace ? Console.Out : null);
            report(await day.RunAsync());
        }
    }
}

using System.Text.Json;
using ElderAlert.Simulation;
using ElderAlert.Simulation.Cli;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Time;

try
{
    OnlyThread.Require();
    var options = SimulationOptions.Parse(args);
    var tally = new Tally();
    var started = TimeProvider.System.GetTimestamp();
    if (options.Jobs > 1 && options.Seeds > 1 && !options.IsWorker)
    {
        Crew.Run(options, Report);
    }
    else
    {
        await Task.Run(() => Seeds.RunAsync(options, options.IsWorker ? Print : Report));
    }

    if (!options.IsWorker)
    {
        Console.WriteLine(tally.Summary(TimeProvider.System.GetElapsedTime(started)));
    }

    return tally.Violations > 0 ? 1 : 0;

    void Report(Outcome outcome)
    {
        tally.Add(outcome);
        if (options.Seeds == 1)
        {
            Console.WriteLine($"seed {outcome.Seed}: digest {outcome.Digest}");
        }

        foreach (var violation in outcome.Violations)
        {
            Console.WriteLine($"seed {outcome.Seed}: {violation}");
        }

        if (outcome.Violations.Count > 0)
        {
            Console.WriteLine($"  {options.Repeating(outcome.Seed)}");
        }
    }

    static void Print(Outcome outcome) => Console.WriteLine(JsonSerializer.Serialize(outcome));
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n{SimulationOptions.Usage}");
    return 2;
}
finally
{
    MemoryFiles.Clear();
}

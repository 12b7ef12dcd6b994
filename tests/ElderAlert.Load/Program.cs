using ElderAlert.EndToEnd.Support;
using ElderAlert.Load;

try
{
    var options = LoadOptions.Parse(args);
    Console.WriteLine(await (options.Mode switch
    {
        "throughput" => Measurements.ThroughputAsync(options),
        "latency" => Measurements.LatencyAsync(options),
        "once" => Measurements.OnceAsync(options),
        "idle" => Measurements.IdleAsync(options),
        "storm" => Measurements.StormAsync(options),
        "loop" => LoopMeasurement.RunAsync(options),
        "pilot" => WritePilotAsync(options.Connections),
        _ => throw new FormatException($"{options.Mode} is not a mode"),
    }));
    return 0;
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n{LoadOptions.Usage}");
    return 2;
}

static async Task<string> WritePilotAsync(int homes)
{
    await File.WriteAllTextAsync("signal.json", PilotFile.Signal);
    return $"{PilotFile.Write(Environment.CurrentDirectory, homes)} and signal.json";
}

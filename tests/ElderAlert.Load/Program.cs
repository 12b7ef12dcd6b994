using ElderAlert.EndToEnd.Support;
using ElderAlert.Load;

try
{
    var options = LoadOptions.Parse(args);
    Console.WriteLine(await (options.Mode switch
    {
        "throughput" => Measurements.ThroughputAsync(options),
        "latency" => Measurements.LatencyAsync(options),
        "idle" => Measurements.IdleAsync(options),
        "storm" => Measurements.StormAsync(options),
        "loop" => LoopMeasurement.RunAsync(options),
        "pilot" => Task.FromResult(PilotFile.Write(Environment.CurrentDirectory, options.Connections)),
        _ => throw new FormatException($"{options.Mode} is not a mode"),
    }));
    return 0;
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message}\n{LoadOptions.Usage}");
    return 2;
}

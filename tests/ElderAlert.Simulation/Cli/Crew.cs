using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ElderAlert.Simulation.Cli;

/// <summary>Spreads seeds over processes: a process has one thread, and so one run at a time.</summary>
internal static class Crew
{
    /// <summary>Runs all seeds; <paramref name="report"/> takes each outcome as it comes, one at a time.</summary>
    public static void Run(SimulationOptions options, Action<Outcome> report)
    {
        var gate = new Lock();
        var workers = Enumerable.Range(0, Math.Min(options.Jobs, options.Seeds)).Select(job => Start(options, job)).ToList();
        var readers = workers.ConvertAll(worker => new Thread(() => Read(worker, outcome =>
        {
            lock (gate)
            {
                report(outcome);
            }
        })));
        readers.ForEach(reader => reader.Start());
        readers.ForEach(reader => reader.Join());
        foreach (var worker in workers)
        {
            worker.WaitForExit();
            if (worker.ExitCode != 0)
            {
                throw new InvalidOperationException($"a worker ended with {worker.ExitCode}: its seeds were not run");
            }

            worker.Dispose();
        }
    }

    private static Process Start(SimulationOptions options, int job)
    {
        var jobs = Math.Min(options.Jobs, options.Seeds);
        var mine = (options.Seeds - job + jobs - 1) / jobs;
        var isBehindDotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] words =
        [
            .. isBehindDotnet ? [Environment.GetCommandLineArgs()[0]] : Array.Empty<string>(), "--worker", "--seeds", Text(mine), "--from", Text(options.From + job), "--stride", Text(jobs),
            "--days", Text(options.Days), "--homes", Text(options.Homes), .. options.Plant is { } bug ? ["--plant", bug] : Array.Empty<string>(),
        ];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }

    private static void Read(Process worker, Action<Outcome> report)
    {
        while (worker.StandardOutput.ReadLine() is { } line)
        {
            report(JsonSerializer.Deserialize<Outcome>(line)!);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

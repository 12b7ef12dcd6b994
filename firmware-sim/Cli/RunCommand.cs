using System.CommandLine;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary><c>run</c>: lets homes live until interrupted.</summary>
internal static class RunCommand
{
    public static Command Build(TimeProvider time)
    {
        var homes = new Option<FileInfo>("--homes") { Required = true, Description = "File that describes the homes." }.AcceptExistingOnly();
        var broker = SharedOptions.Broker();
        var recordings = SharedOptions.Recordings();
        var pace = new Option<double>("--pace") { DefaultValueFactory = _ => 1, Description = "Multiplies how often alarms happen; 1 is life." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Same seed, same homes." };
        var offset = new Option<TimeSpan>("--local-offset")
        {
            DefaultValueFactory = _ => TimeSpan.FromHours(8),
            Description = "The homes' local time against UTC, as hh:mm.",
        };
        var history = new Option<TimeSpan>("--history") { Description = "Readings of this much past time are published at the start, as d.hh:mm." };
        var firstFall = new Option<TimeSpan?>("--first-fall") { Description = "A fall this long after the start, as hh:mm:ss." };
        var anyHour = new Option<bool>("--any-hour") { Description = "Alarms come evenly, not by the hours of the day." };

        var command = new Command("run", "Lets homes live until interrupted.")
        {
            homes, broker, recordings, pace, seed, offset, history, firstFall, anyHour,
        };
        command.SetAction((parsed, ct) => CliRun.GuardAsync(parsed, () =>
        {
            var options = new SimulationOptions(parsed.GetRequiredValue(broker), HomesFile.Read(parsed.GetRequiredValue(homes).FullName))
            {
                Pace = parsed.GetValue(pace),
                Seed = parsed.GetValue(seed),
                Recordings = parsed.GetValue(recordings)?.FullName,
                LocalOffset = parsed.GetValue(offset),
                History = parsed.GetValue(history),
                FirstFallAfter = parsed.GetValue(firstFall),
                AlarmsFollowHours = !parsed.GetValue(anyHour),
            };
            return Simulation.RunAsync(options, time, CliRun.Log(parsed, time), ct);
        }));
        return command;
    }
}

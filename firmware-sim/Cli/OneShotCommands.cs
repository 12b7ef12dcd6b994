using System.CommandLine;
using ElderAlert.FirmwareSim.Falls;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary>Commands that are one device for one moment: they end when the server has acknowledged.</summary>
internal static class OneShotCommands
{
    public static Command Press(TimeProvider time)
    {
        var isLong = new Option<bool>("--long") { Description = "After the press, hold the button: cancels the call." };
        var command = new Command("press", "Presses the button of a pendant; ends when the call is acknowledged.") { isLong };
        var shared = new DeviceOptions(command);
        command.SetAction((parsed, ct) => CliRun.GuardAsync(parsed, () =>
        {
            var device = shared.Device(parsed, SimulatedDeviceType.Pendant);
            var cancels = parsed.GetValue(isLong);
            return OneShot.RunAsync(
                shared.Settings(parsed, device), simulation => Push(simulation, device.Id, cancels), cancels ? 2 : 1, time, CliRun.Log(parsed, time), ct);
        }));
        return command;
    }

    public static Command Fall(TimeProvider time)
    {
        var position = new Option<WearPosition>("--position") { DefaultValueFactory = _ => WearPosition.Waist, Description = "Where it is worn." };
        var recordings = SharedOptions.Recordings();
        var command = new Command("fall", "Lets the wearer of a fall detector fall; ends when its signal is acknowledged.") { position, recordings };
        var shared = new DeviceOptions(command);
        command.SetAction((parsed, ct) => CliRun.GuardAsync(parsed, () =>
        {
            var device = shared.Device(parsed, SimulatedDeviceType.FallWearable) with { Position = parsed.GetValue(position) };
            var options = shared.Settings(parsed, device) with { Recordings = parsed.GetValue(recordings)?.FullName };
            return OneShot.RunAsync(options, simulation => simulation.Fall(device.Id), 1, time, CliRun.Log(parsed, time), ct);
        }));
        return command;
    }

    public static Command Expose(TimeProvider time)
    {
        var type = new Option<SimulatedDeviceType>("--type")
        {
            DefaultValueFactory = _ => SimulatedDeviceType.SmokeDetector,
            Description = "SmokeDetector, GasDetector, CoDetector or LeakDetector.",
        };
        var command = new Command("expose", "Exposes a detector to smoke, gas or water; ends when its signal is acknowledged.") { type };
        var shared = new DeviceOptions(command);
        command.SetAction((parsed, ct) => CliRun.GuardAsync(parsed, () =>
        {
            var device = shared.Device(parsed, parsed.GetValue(type));
            return OneShot.RunAsync(
                shared.Settings(parsed, device), simulation => simulation.Expose(device.Id, isPresent: true), 1, time, CliRun.Log(parsed, time), ct);
        }));
        return command;
    }

    private static void Push(Simulation simulation, string deviceId, bool cancels)
    {
        simulation.Press(deviceId);
        if (cancels)
        {
            simulation.Press(deviceId, isLong: true);
        }
    }

    /// <summary>The options by which every one of them knows its device.</summary>
    private sealed class DeviceOptions
    {
        private readonly Option<string> _device = new("--device") { Required = true, Description = "Device id." };
        private readonly Option<string> _key = new("--key") { Required = true, Description = "Device key." };
        private readonly Option<string?> _room = new("--room") { Description = "Where it hangs." };
        private readonly Option<BrokerAddress> _broker = SharedOptions.Broker();

        public DeviceOptions(Command command)
        {
            command.Options.Add(_device);
            command.Options.Add(_key);
            command.Options.Add(_room);
            command.Options.Add(_broker);
        }

        public SimulatedDevice Device(ParseResult parsed, SimulatedDeviceType type) =>
            new(parsed.GetRequiredValue(_device), type) { Key = parsed.GetRequiredValue(_key), Room = parsed.GetValue(_room) };

        public SimulationOptions Settings(ParseResult parsed, SimulatedDevice device) =>
            new(parsed.GetRequiredValue(_broker), [new SimulatedHome(device.Id, [device])]);
    }
}

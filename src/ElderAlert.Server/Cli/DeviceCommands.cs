using System.CommandLine;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Cli;

/// <summary><c>device add</c> and <c>device rotate</c>: devices and their keys while no server runs.</summary>
internal static class DeviceCommands
{
    public static Command Create(CliContext context) => new("device", "Devices and their keys.") { Add(context), Rotate(context) };

    private static Command Add(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The device's id; its MQTT user name." };
        var household = new Option<string>("--household") { Description = "Where it is installed.", Required = true };
        var type = new Option<DeviceType>("--type") { Description = "What it is.", Required = true, CustomParser = EnumName.Parse<DeviceType> };
        var model = new Option<string?>("--model") { Description = "Maker and model." };
        var room = new Option<string?>("--room") { Description = "Where in the dwelling." };
        var gateway = new Option<string?>("--gateway") { Description = "The gateway that carries it; then it gets no key." };
        var externalName = new Option<string?>("--external-name") { Description = "Its name behind the gateway." };
        var buttonIsSos = new Option<bool>("--button-is-sos") { Description = "A plain press asks for help." };
        var data = CliContext.DataOption();
        var command = new Command("add", "Put a device on file and print its key, once.") { id, household, type, model, room, gateway, externalName, buttonIsSos, data };
        command.SetAction((parsed, cancellation) =>
        {
            Device Describe(CentreId centre) => new(
                centre,
                new DeviceId(parsed.GetRequiredValue(id)),
                new HouseholdId(parsed.GetRequiredValue(household)),
                parsed.GetValue(type),
                parsed.GetValue(model),
                parsed.GetValue(room),
                KeyHash: null,
                parsed.GetValue(gateway) is { } carrier ? new DeviceId(carrier) : null,
                parsed.GetValue(externalName),
                parsed.GetValue(buttonIsSos));
            return AddAsync(context, parsed.GetValue(data), new HouseholdId(parsed.GetRequiredValue(household)), Describe, cancellation);
        });
        return command;
    }

    private static async Task<int> AddAsync(
        CliContext context, string? data, HouseholdId household, Func<CentreId, Device> describe, CancellationToken cancellation)
    {
        await using var offline = await OfflineEngine.OpenAsync(context.Settings(data), cancellation);
        var directory = offline.Engine.Directory;
        var home = directory.Find(household) ?? throw new CliException($"No household {household} is on file.");
        var device = describe(home.Centre);
        if (directory.Find(device.Id) is not null)
        {
            throw new CliException($"A device {device.Id} is on file already; \"device rotate\" gives it a new key.");
        }

        if (device.Id.Value.AsSpan().ContainsAny("/+#"))
        {
            throw new CliException($"\"{device.Id}\" cannot be a device's id: / + # are not allowed in it, because it becomes part of topics.");
        }

        if (device.Gateway is null != device.ExternalName is null)
        {
            throw new CliException("--gateway and --external-name belong together.");
        }

        if (device.Gateway is not null)
        {
            await offline.PutAsync(device, cancellation);
            await context.Output.WriteLineAsync($"{device.Id} is on file, behind {device.Gateway} as \"{device.ExternalName}\".");
            return 0;
        }

        await PutWithNewKeyAsync(context, offline, device, cancellation);
        return 0;
    }

    private static Command Rotate(CliContext context)
    {
        var id = new Argument<string>("ID") { Description = "The device's id." };
        var data = CliContext.DataOption();
        var command = new Command("rotate", "Give a device a new key and print it, once; the old one no longer fits.") { id, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var offline = await OfflineEngine.OpenAsync(context.Settings(parsed.GetValue(data)), cancellation);
            var device = offline.Engine.Directory.Find(new DeviceId(parsed.GetRequiredValue(id)))
                ?? throw new CliException($"No device {parsed.GetRequiredValue(id)} is on file.");
            if (device.Gateway is not null)
            {
                throw new CliException($"{device.Id} is reached through {device.Gateway} and has no key of its own.");
            }

            await PutWithNewKeyAsync(context, offline, device, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task PutWithNewKeyAsync(CliContext context, OfflineEngine offline, Device device, CancellationToken cancellation)
    {
        var (key, hash) = DeviceKey.Create();
        await offline.PutAsync(device with { KeyHash = hash }, cancellation);
        await context.Output.WriteLineAsync($"user name {device.Id}");
        await context.Output.WriteLineAsync($"password  {key}");
        await context.Output.WriteLineAsync("It is stored hashed and cannot be shown again.");
    }
}

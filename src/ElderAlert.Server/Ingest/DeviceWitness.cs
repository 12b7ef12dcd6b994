using System.Collections.Immutable;
using ElderAlert.Devices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Watch;

namespace ElderAlert.Server.Ingest;

/// <summary>Tells whoever wants to know that devices were heard: the pages, and the watch over their silence.</summary>
internal sealed class DeviceWitness(DevicePresence presence, SilenceWatch watch)
{
    /// <summary>A message came from a device, about itself or about what it carries.</summary>
    public void Heard(Device sender, IReadOnlyList<DeviceReading> readings, DateTimeOffset at)
    {
        var isOfItself = false;
        foreach (var reading in readings)
        {
            isOfItself |= reading.Device.Id == sender.Id;
        }

        if (!isOfItself)
        {
            presence.Heard(sender.Id, online: null, at);
            watch.Hear(new DeviceHeard(sender.Id, at, []));
        }

        foreach (var reading in readings)
        {
            presence.Heard(reading.Device.Id, reading.Online, at);
            if (SaysSomething(reading))
            {
                watch.Hear(new DeviceHeard(reading.Device.Id, at, SignalsOf(reading), reading.Telemetry, reading.Left));
            }
        }
    }

    /// <summary>When the device was last heard, also before the server started; null where it never was.</summary>
    public DateTimeOffset? SeenAt(DeviceId device) => presence.Find(device)?.SeenAt ?? watch.SeenAt(device);

    /// <summary>Nearly always none or one.</summary>
    private static ImmutableArray<Signal> SignalsOf(DeviceReading reading) =>
        reading.Signals is [var only] ? [only.Signal] : [.. reading.Signals.Select(s => s.Signal)];

    /// <summary>A last will is published by the server in the device's name: it is no word of the device, unless it says that it is lost.</summary>
    private static bool SaysSomething(DeviceReading reading) => reading.Online is not false || reading.Signals.Count > 0;
}

using System.Text;
using System.Text.Json;
using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Transport;
using ElderAlert.FirmwareSim.World;
using ElderAlert.FirmwareSim.Zigbee;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>A device on the bench: its clock is turned by hand and its flash is read out.</summary>
internal sealed class Bench
{
    /// <summary>Noon in the home's local time.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

    public static readonly SimulatedDevice Pendant = new("p1", SimulatedDeviceType.Pendant) { Key = "k", Room = "bedroom" };

    private readonly Flash _flash = new(10_000);

    public Bench(SimulatedDevice device, double batteryPercent = 80, DateTimeOffset? start = null)
    {
        Now = start ?? Noon;
        Surroundings = new Surroundings(70, TimeSpan.FromHours(8)) { Latitude = 29.59, Longitude = 120.83 };
        var battery = new Battery(DeviceProfile.For(device.Type).BatteryDays, batteryPercent);
        Firmware = FirmwareFactory.Build(
            new DeviceParts(device, battery, new Random(7), _flash, Radio, Surroundings), new ComposedVoice());
        Firmware.PowerUp(Now);
    }

    public DateTimeOffset Now { get; private set; }

    public Radio Radio { get; } = new();

    public Surroundings Surroundings { get; }

    public Firmware Firmware { get; }

    public OwnFirmware Own => (OwnFirmware)Firmware;

    public void Sense(Stimulus stimulus) => Firmware.Sense(stimulus, Now);

    public void Obey(CommandType type, string? id = null) => Own.Obey(new DeviceCommand(id ?? Guid.NewGuid().ToString(), type), Now);

    public void Advance(TimeSpan by)
    {
        var end = Now + by;
        while (Firmware.NextDue <= end)
        {
            Now = Firmware.NextDue > Now ? Firmware.NextDue : Now;
            Firmware.Step(Now);
        }

        Now = end;
    }

    /// <summary>Everything that waits in flash, which is empty afterwards.</summary>
    public List<OutgoingMessage> Read()
    {
        var found = new List<OutgoingMessage>();
        while (_flash.TryPeek(out var message))
        {
            found.Add(message);
            _flash.Remove(message);
        }

        return found;
    }

    public List<JsonElement> ReadSignals() => Bodies("/signal");

    public List<JsonElement> ReadTelemetry() => Bodies("/telemetry");

    public static JsonElement Json(OutgoingMessage message) => JsonDocument.Parse(message.Payload).RootElement;

    public static string Text(OutgoingMessage message) => Encoding.UTF8.GetString(message.Payload);

    private List<JsonElement> Bodies(string ending) =>
        Read().Where(message => message.Topic.EndsWith(ending, StringComparison.Ordinal)).Select(Json).ToList();
}

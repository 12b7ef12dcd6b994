using System.Globalization;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>A device that connects itself and speaks the schema <c>ea/v1/{deviceId}/...</c>.</summary>
internal abstract class OwnFirmware(DeviceParts parts) : Firmware(parts)
{
    /// <summary>A server may send a command again after a reconnect; this many ids back it is recognised.</summary>
    private const int RememberedCommands = 16;

    private readonly Queue<string> _obeyed = new(RememberedCommands);
    private string _boot = "0";
    private long _seq;

    public Lamp Lamp { get; private set; }

    /// <summary>How far its clock is off. A fault; no device knows its own.</summary>
    public TimeSpan ClockError { get; set; }

    /// <summary>A fault: each signal is published twice with the same id.</summary>
    public bool SaysTwice { get; set; }

    /// <summary>Does what the server asks, once for each command id.</summary>
    public void Obey(DeviceCommand command, DateTimeOffset now)
    {
        if (!IsPowered || _obeyed.Contains(command.Id, StringComparer.Ordinal))
        {
            return;
        }

        if (_obeyed.Count == RememberedCommands)
        {
            _obeyed.Dequeue();
        }

        _obeyed.Enqueue(command.Id);
        Carry(command, now);
    }

    public override void SetNetwork(bool hasNetwork, DateTimeOffset now) => Parts.Radio.SetNetwork(hasNetwork);

    /// <summary>Stores a signal under the next id of this boot.</summary>
    internal void Signal(SignalKind kind, DateTimeOffset now, double? confidence = null, params ReadOnlySpan<(string Name, string Text)> detail) =>
        Store(kind, now, confidence, state: null, detail);

    /// <summary>Stores that a condition is over.</summary>
    protected void Clear(SignalKind kind, DateTimeOffset now) => Store(kind, now, confidence: null, state: "clear", detail: []);

    /// <summary>Stores numbers that were just measured.</summary>
    protected void Reading(DateTimeOffset now, params ReadOnlySpan<(string Name, double Value)> metrics)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in metrics)
        {
            values[name] = Math.Round(value, 6);
        }

        if (!Parts.Battery.IsMains)
        {
            values["battery"] = Math.Round(BatteryPercent, 1);
        }

        Parts.Flash.Store(new OutgoingMessage(
            $"ea/v1/{Device.Id}/telemetry", DeviceJson.Write(new TelemetryMessage(DeviceTime(now), values))));
        Parts.Battery.SpendMessage();
    }

    /// <summary>What the regular report holds besides the battery.</summary>
    protected abstract ReadOnlySpan<(string Name, double Value)> Measure(DateTimeOffset now);

    /// <summary>Lets a device react to its lamp (stop repeating, ask the resident).</summary>
    protected virtual void OnLamp(DateTimeOffset now)
    {
    }

    protected override void OnPowerUp(DateTimeOffset now)
    {
        // Unlike a random number, the second of the start never comes again, so that ids stay unique over years and restarts.
        _boot = now.ToUnixTimeSeconds().ToString("x", CultureInfo.InvariantCulture);
        _seq = 0;
        Lamp = Lamp.Off;
        Parts.Radio.SetPower(isPowered: true);
    }

    protected override void OnPowerDown() => Parts.Radio.SetPower(isPowered: false);

    protected override void Report(DateTimeOffset now) => Reading(now, Measure(now));

    protected override void TellBatteryLow(DateTimeOffset now) =>
        Signal(SignalKind.BatteryLow, now, null, ("battery", BatteryPercent.ToString("0", CultureInfo.InvariantCulture)));

    protected void Show(Lamp lamp, DateTimeOffset now)
    {
        Lamp = lamp;
        Reading(now, ("lamp", (double)lamp));
        OnLamp(now);
    }

    private void Store(SignalKind kind, DateTimeOffset now, double? confidence, string? state, ReadOnlySpan<(string Name, string Text)> detail)
    {
        if (IsFillingPast)
        {
            return;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Device.Room is { } room)
        {
            texts["room"] = room;
        }

        foreach (var (name, text) in detail)
        {
            texts[name] = text;
        }

        _seq++;
        var id = string.Create(CultureInfo.InvariantCulture, $"{_boot}-{_seq}");
        var body = new SignalMessage(id, kind, DeviceTime(now), _seq, _boot, confidence, Location(), texts.Count > 0 ? texts : null, state);
        var message = new OutgoingMessage($"ea/v1/{Device.Id}/signal", DeviceJson.Write(body), MustArrive: true);
        Parts.Flash.Store(message);
        Parts.Battery.SpendMessage();
        if (SaysTwice)
        {
            Parts.Flash.Store(message);
        }
    }

    private void Carry(DeviceCommand command, DateTimeOffset now)
    {
        switch (command.Type)
        {
            case CommandType.Received:
                Show(Lamp.Received, now);
                break;
            case CommandType.Claimed:
                Show(Lamp.Claimed, now);
                break;
            case CommandType.OnTheWay:
                Show(Lamp.OnTheWay, now);
                break;
            case CommandType.Resolved:
                Show(Lamp.Off, now);
                break;
            case CommandType.Confirm:
                Show(Lamp.Asking, now);
                break;
            case CommandType.Locate:
                Locate(now);
                break;
            case CommandType.Test:
                Signal(SignalKind.Test, now, null, ("battery", BatteryPercent.ToString("0", CultureInfo.InvariantCulture)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Type, "not a command");
        }
    }

    private void Locate(DateTimeOffset now)
    {
        if (Location() is { } here)
        {
            Reading(now, ("lat", here.Lat), ("lon", here.Lon), ("accuracyM", here.AccuracyM));
        }
        else
        {
            Reading(now);
        }
    }

    private MessageLocation? Location() =>
        Device.Type is SimulatedDeviceType.Pendant or SimulatedDeviceType.FallWearable ? Parts.Surroundings.Locate(Parts.Random) : null;

    private string DeviceTime(DateTimeOffset now) => DeviceJson.Time(now + ClockError);
}

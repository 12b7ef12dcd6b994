using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Faults;
using ElderAlert.FirmwareSim.Motion;
using ElderAlert.FirmwareSim.Recordings;
using ElderAlert.FirmwareSim.Transport;
using ElderAlert.FirmwareSim.Zigbee;

namespace ElderAlert.FirmwareSim.World;

/// <summary>Builds homes with all that is in them, from the seed.</summary>
internal sealed class WorldBuilder
{
    private readonly SimulationOptions _options;
    private readonly Action<string> _log;
    private readonly IMotionTraces _traces;
    private readonly IZigbeeVoice _voice;

    public WorldBuilder(SimulationOptions options, Action<string> log)
    {
        (_options, _log) = (options, log);
        _traces = new ComposedTraces();
        _voice = new ComposedVoice();
        if (options.Recordings is { } folder)
        {
            _traces = new RecordedTraces(UmaFallTrials.Read(Path.Combine(folder, "falls", "umafall")));
            _voice = new RecordedVoice(RecordedPayload.Read(Path.Combine(folder, "payloads", "zigbee2mqtt")), _voice, options.Seed);
        }
    }

    /// <summary>What the links of the devices that connect themselves need, filled by <see cref="Build"/>.</summary>
    public List<(SimulatedDevice Device, Flash Flash, Radio Radio)> Connections { get; } = [];

    public SimulatedWorld Build()
    {
        var lives = new List<HomeLife>(_options.Homes.Count);
        foreach (var home in _options.Homes)
        {
            lives.Add(BuildLife(home));
        }

        return new SimulatedWorld(lives);
    }

    private HomeLife BuildLife(SimulatedHome description)
    {
        var habits = Habits.Draw(Random(description, "habits"));
        var surroundings = new Surroundings(habits.RestingHeartRate, _options.LocalOffset)
        {
            Latitude = description.Latitude,
            Longitude = description.Longitude,
        };
        var home = new Home(description, BuildDevices(description, surroundings), surroundings, Random(description, "events"));
        var resident = new Resident(home, habits, _traces, ReportSpeed, Random(description, "days"));
        var chance = Random(description, "alarms");
        var rate = new AlarmRate(_options.Pace, _options.AlarmsFollowHours, chance.Happens(AlarmRate.FrequentShare));
        return new HomeLife(home, resident, new Situations(home, resident, _log), rate, chance);
    }

    private List<Firmware> BuildDevices(SimulatedHome description, Surroundings surroundings)
    {
        var flashes = new Dictionary<string, Flash>(StringComparer.Ordinal);
        var devices = new List<Firmware>();
        foreach (var device in description.Devices.OrderBy(device => device.Gateway is not null))
        {
            var random = Seeds.For(_options.Seed, description.Id, device.Id);
            var flash = device.Gateway is null ? new Flash(FlashReadings(device)) : flashes[device.Gateway];
            var radio = new Radio();
            if (device.Gateway is null)
            {
                flashes.Add(device.Id, flash);
                Connections.Add((device, flash, radio));
            }

            var battery = new Battery(DeviceProfile.For(device.Type).BatteryDays, random.Between(35, 100));
            devices.Add(FirmwareFactory.Build(
                new DeviceParts(device, battery, random, flash, radio, surroundings) { ReportSpeed = ReportSpeed }, _voice));
        }

        return devices;
    }

    private double ReportSpeed => Math.Clamp(_options.Pace, 1, SimulationOptions.FastestReports);

    /// <summary>A device that is to remember the past needs room for it: for its reports, and for a change a minute.</summary>
    private int FlashReadings(SimulatedDevice device)
    {
        var reportsAnHour = TimeSpan.FromHours(1) / DeviceProfile.For(device.Type).Heartbeat;
        return Math.Max(Flash.DefaultReadings, (int)(_options.History.TotalHours * (60 + (2 * reportsAnHour))));
    }

    private Random Random(SimulatedHome home, string purpose) => Seeds.For(_options.Seed, home.Id, purpose);
}

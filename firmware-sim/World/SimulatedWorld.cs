using ElderAlert.FirmwareSim.Devices;

namespace ElderAlert.FirmwareSim.World;

/// <summary>All homes, in one thread and in given time: the same seed and times give the same messages.</summary>
internal sealed class SimulatedWorld(IReadOnlyList<HomeLife> lives)
{
    private readonly Dictionary<string, HomeLife> _lifeByDevice = ByDevice(lives);

    public IReadOnlyList<HomeLife> Lives => lives;

    /// <summary>When something happens next.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            var next = DateTimeOffset.MaxValue;
            foreach (var life in lives)
            {
                var due = life.NextDue;
                next = due < next ? due : next;
            }

            return next;
        }
    }

    /// <summary>Switches every device on and lets everybody begin their day.</summary>
    public void Start(DateTimeOffset now)
    {
        foreach (var life in lives)
        {
            life.Start(now);
        }
    }

    /// <summary>Lets happen what is due.</summary>
    public void Step(DateTimeOffset now)
    {
        foreach (var life in lives)
        {
            life.Step(now);
        }
    }

    /// <summary>Lives up to a time as fast as it can be computed: home after home, as they do not know of each other.</summary>
    public void Live(DateTimeOffset until)
    {
        foreach (var life in lives)
        {
            for (var next = life.NextDue; next <= until; next = life.NextDue)
            {
                life.Step(next);
            }
        }
    }

    public (HomeLife Life, Firmware Device) Find(string deviceId) =>
        _lifeByDevice.TryGetValue(deviceId, out var life)
            ? (life, life.Home.Devices.First(device => device.Device.Id == deviceId))
            : throw new KeyNotFoundException($"No simulated home has a device {deviceId}.");

    private static Dictionary<string, HomeLife> ByDevice(IReadOnlyList<HomeLife> lives)
    {
        var found = new Dictionary<string, HomeLife>(StringComparer.Ordinal);
        foreach (var life in lives)
        {
            foreach (var device in life.Home.Devices)
            {
                found.Add(device.Device.Id, life);
            }
        }

        return found;
    }
}

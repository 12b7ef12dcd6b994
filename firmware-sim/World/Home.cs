using ElderAlert.FirmwareSim.Devices;

namespace ElderAlert.FirmwareSim.World;

/// <summary>A dwelling: its devices, what they can feel, and what will happen in it.</summary>
internal sealed class Home(SimulatedHome description, IReadOnlyList<Firmware> devices, Surroundings surroundings, Random random)
{
    public string Id => description.Id;

    public IReadOnlyList<Firmware> Devices => devices;

    public Surroundings Surroundings => surroundings;

    public Random Random => random;

    public Agenda Agenda { get; } = new();

    /// <summary>When something is due in a device or on the agenda.</summary>
    public DateTimeOffset NextDue
    {
        get
        {
            var next = Agenda.Next;
            foreach (var device in devices)
            {
                next = device.NextDue < next ? device.NextDue : next;
            }

            return next;
        }
    }

    public void Step(DateTimeOffset now)
    {
        Agenda.RunDue(now);
        foreach (var device in devices)
        {
            if (device.NextDue <= now)
            {
                device.Step(now);
            }
        }
    }

    public List<Firmware> Of(params ReadOnlySpan<SimulatedDeviceType> types)
    {
        var found = new List<Firmware>();
        foreach (var device in devices)
        {
            if (types.Contains(device.Device.Type))
            {
                found.Add(device);
            }
        }

        return found;
    }

    /// <summary>Lets all devices of a type in a room notice something.</summary>
    public void Sense(SimulatedDeviceType type, Room room, Stimulus stimulus, DateTimeOffset now)
    {
        foreach (var device in devices)
        {
            if (device.Device.Type == type && Rooms.Read(device.Device.Room) == room)
            {
                device.Sense(stimulus, now);
            }
        }
    }

    /// <summary>Lets all devices of a type notice something, wherever they are.</summary>
    public void Sense(SimulatedDeviceType type, Stimulus stimulus, DateTimeOffset now)
    {
        foreach (var device in devices)
        {
            if (device.Device.Type == type)
            {
                device.Sense(stimulus, now);
            }
        }
    }
}

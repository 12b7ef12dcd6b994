using ElderAlert.FirmwareSim.Faults;

namespace ElderAlert.FirmwareSim;

/// <summary>Finds what is wrong with a description of homes before anything runs.</summary>
internal static class HomesCheck
{
    /// <exception cref="ArgumentException">The first thing that is wrong.</exception>
    public static void Check(IReadOnlyList<SimulatedHome> homes)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var home in homes)
        {
            foreach (var device in home.Devices)
            {
                if (device.Id.Length == 0 || device.Id.AsSpan().ContainsAny("/+#"))
                {
                    throw new ArgumentException($"Home {home.Id}: '{device.Id}' cannot be a device id: it becomes part of a topic.");
                }

                if (!ids.Add(device.Id))
                {
                    throw new ArgumentException($"Home {home.Id}: the device id {device.Id} is used twice.");
                }

                CheckWay(home, device);
                CheckFaults(home, device);
            }
        }
    }

    private static void CheckWay(SimulatedHome home, SimulatedDevice device)
    {
        if (device.Gateway is null)
        {
            if (string.IsNullOrEmpty(device.Key))
            {
                throw new ArgumentException($"Home {home.Id}: device {device.Id} connects itself and needs a key.");
            }

            return;
        }

        if (!home.Devices.Any(other => other.Id == device.Gateway && other.Type == SimulatedDeviceType.Gateway))
        {
            throw new ArgumentException($"Home {home.Id}: device {device.Id} names the gateway {device.Gateway}, which is not in this home.");
        }

        if (string.IsNullOrEmpty(device.ExternalName) || device.ExternalName.AsSpan().ContainsAny("+#"))
        {
            throw new ArgumentException($"Home {home.Id}: device {device.Id} is behind a gateway and needs an external name without + and #.");
        }

        if (device.Type is SimulatedDeviceType.Gateway or SimulatedDeviceType.FallWearable or SimulatedDeviceType.BedSensor)
        {
            throw new ArgumentException($"Home {home.Id}: device {device.Id} is a {device.Type}, which connects itself and has no gateway.");
        }
    }

    private static void CheckFaults(SimulatedHome home, SimulatedDevice device)
    {
        foreach (var fault in device.Faults)
        {
            if (!FaultInjector.Fits(fault.Kind, device))
            {
                throw new ArgumentException($"Home {home.Id}: device {device.Id} is behind a gateway and cannot have the fault {fault.Kind}.");
            }
        }
    }
}

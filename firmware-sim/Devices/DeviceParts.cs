using ElderAlert.FirmwareSim.Transport;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What a device is built from.</summary>
/// <param name="Device">Who it is.</param>
/// <param name="Battery">Its charge.</param>
/// <param name="Random">Its noise, seeded.</param>
/// <param name="Flash">Where its messages wait; a device behind a gateway uses the gateway's.</param>
/// <param name="Radio">Its connection to the world.</param>
/// <param name="Surroundings">What its sensors can feel.</param>
internal sealed record DeviceParts(
    SimulatedDevice Device,
    Battery Battery,
    Random Random,
    Flash Flash,
    Radio Radio,
    Surroundings Surroundings)
{
    /// <summary>How many times as often as usual it reports of itself.</summary>
    public double ReportSpeed { get; init; } = 1;
}

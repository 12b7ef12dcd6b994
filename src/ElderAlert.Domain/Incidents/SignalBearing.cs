using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Incidents;

/// <summary>What a signal means for the incident that it feeds. Decided once, when it arrives.</summary>
public enum SignalBearing
{
    /// <summary>A danger, reported surely enough.</summary>
    Raises,

    /// <summary>A person asks for help; asking again counts.</summary>
    Asks,

    /// <summary>A fall that is only suspected, in an incident that nothing sure has fed.</summary>
    Suspects,

    /// <summary>The same sensor says again what it said before and has not taken back.</summary>
    Repeats,

    /// <summary>The resident, or the device that suspected it, says that it was nothing.</summary>
    Cancels,

    /// <summary>A condition is over. It ends no incident.</summary>
    Clears,
}

/// <summary>A condition that a sensor reported and has not taken back.</summary>
/// <param name="Device">Which device.</param>
/// <param name="Kind">Which condition.</param>
/// <param name="UnknownName">The name behind the gateway, where the sensor is not on file.</param>
public readonly record struct HeldCondition(DeviceId Device, SignalKind Kind, PrivateText? UnknownName)
{
    /// <summary>The condition that a signal speaks of.</summary>
    public static HeldCondition Of(Signal signal) => new(signal.Device, signal.Kind, signal.UnknownName);
}

using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.Zigbee2Mqtt;

/// <summary>What one property says about one kind of signal.</summary>
/// <param name="State">Raised, or over.</param>
/// <param name="IsLevel">A condition that is repeated in every state, not an event.</param>
/// <param name="Property">Which property says so.</param>
/// <param name="Value">The word that it says it with, where that adds something.</param>
/// <param name="Confidence">0 to 1; null where the device is sure.</param>
internal sealed record Finding(SignalState State, bool IsLevel, string Property, string? Value, double? Confidence)
{
    public static Finding Level(string property, bool active, string? value = null, double? confidence = null) =>
        new(active ? SignalState.Active : SignalState.Clear, IsLevel: true, property, value, active ? confidence : null);

    /// <summary>Of two findings about the same kind the more alarming: active before clear, an event before a level, sure before suspected.</summary>
    public Finding Worse(Finding other) => other.Weight > Weight ? other : this;

    private double Weight => (State is SignalState.Active ? 4 : 0) + (IsLevel ? 0 : 2) + (Confidence ?? 1);
}

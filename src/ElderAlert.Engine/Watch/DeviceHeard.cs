using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Engine.Watch;

/// <summary>A message came from a device, itself or through its gateway. What it says beside being there matters to some rules.</summary>
/// <param name="Device">Which.</param>
/// <param name="At">When it was received.</param>
/// <param name="Signals">The signals in it; they were handed to the engine as well.</param>
/// <param name="Telemetry">What it measured; null where it measured nothing.</param>
/// <param name="HasLeft">It has left its gateway's network, and that was told: it will not be heard again.</param>
public sealed record DeviceHeard(
    DeviceId Device, DateTimeOffset At, ImmutableArray<Signal> Signals, TelemetryReading? Telemetry = null, bool HasLeft = false);

namespace ElderAlert.Domain.Signals;

/// <summary>Numbers that a device measured at one time: for charts and rules, never an alarm by themselves.</summary>
/// <param name="Device">The device that measured.</param>
/// <param name="At">When it measured, as far as it is known; otherwise the receive time.</param>
/// <param name="Metrics">Value by metric name, SI or the unit in the name (roomTempC, heartRate per minute, battery in percent, motion 0/1).</param>
public sealed record TelemetryReading(DeviceId Device, DateTimeOffset At, IReadOnlyDictionary<string, double> Metrics);

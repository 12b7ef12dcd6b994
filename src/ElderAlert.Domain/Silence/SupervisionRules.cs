using ElderAlert.Domain.Directory;

namespace ElderAlert.Domain.Silence;

/// <summary>When a device counts as lost.</summary>
public static class SupervisionRules
{
    /// <summary>Whether the device has been silent for longer than its profile allows.</summary>
    public static bool IsDue(DeviceWatch watch, Supervision supervision, DateTimeOffset now) => now - watch.CountsFrom >= supervision.LostAfter;

    /// <summary>Whether it has missed what it owed, and may be lost soon: it is at most one heartbeat from it.</summary>
    public static bool IsOverdue(DeviceWatch watch, Supervision supervision, DateTimeOffset now) =>
        now - watch.CountsFrom >= supervision.LostAfter - supervision.Heartbeat;

    /// <summary>
    /// Whether a device's silence may be its gateway's: the gateway is lost, or has itself missed a heartbeat. Until that is known, the
    /// device behind it is not judged; when the gateway speaks again, the device has its whole time anew.
    /// </summary>
    public static bool IsCovered(DeviceWatch? gateway, Supervision supervision, DateTimeOffset now) =>
        gateway is not null && (gateway.LostAt is not null || now - gateway.CountsFrom > supervision.Heartbeat);
}

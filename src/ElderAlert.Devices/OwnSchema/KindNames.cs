using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>The names of signal kinds on the wire: camelCase, read without regard to case, hyphens and underscores.</summary>
internal static class KindNames
{
    private static readonly Dictionary<string, SignalKind> ByName =
        Enum.GetValues<SignalKind>().ToDictionary(k => k.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A fall that the sensor only suspects has names of its own.</summary>
    private static readonly HashSet<string> SuspectedFall = new(StringComparer.OrdinalIgnoreCase) { "fallSuspected", "suspectedFall", "maybeFall" };

    public static SignalKind? Find(string name) => IsSuspectedFall(name)
        ? SignalKind.Fall
        : ByName.TryGetValue(Plain(name), out var kind) ? kind : null;

    /// <summary>Whether the name says that the fall is suspected.</summary>
    public static bool IsSuspectedFall(string name) => SuspectedFall.Contains(Plain(name));

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();
}

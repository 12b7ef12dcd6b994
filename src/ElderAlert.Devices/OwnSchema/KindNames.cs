using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>The names of signal kinds on the wire: camelCase, read without regard to case, hyphens and underscores.</summary>
internal static class KindNames
{
    private static readonly Dictionary<string, SignalKind> ByName =
        Enum.GetValues<SignalKind>().ToDictionary(k => k.ToString(), StringComparer.OrdinalIgnoreCase);

    public static SignalKind? Find(string name) =>
        ByName.TryGetValue(name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim(), out var kind)
            ? kind
            : null;
}

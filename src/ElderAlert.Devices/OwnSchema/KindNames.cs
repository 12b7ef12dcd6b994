using System.Collections.Frozen;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Devices.OwnSchema;

/// <summary>The names of signal kinds on the wire: camelCase, read without regard to case, hyphens and underscores.</summary>
internal static class KindNames
{
    /// <summary>A fall that the sensor only suspects has names of its own.</summary>
    private static readonly string[] SuspectedFall = ["fallSuspected", "suspectedFall", "maybeFall"];

    private static readonly FrozenDictionary<string, (SignalKind Kind, bool IsSuspected)> ByName =
        Enum.GetValues<SignalKind>().Select(k => (Name: k.ToString(), Kind: k, IsSuspected: false))
            .Concat(SuspectedFall.Select(n => (Name: n, Kind: SignalKind.Fall, IsSuspected: true)))
            .ToFrozenDictionary(k => k.Name, k => (k.Kind, k.IsSuspected), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind, and whether the name says that it is only suspected; null where nobody knows the name.</summary>
    public static (SignalKind Kind, bool IsSuspected)? Find(string name) =>
        ByName.TryGetValue(name, out var known) || ByName.TryGetValue(Plain(name), out known) ? known : null;

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Trim();
}

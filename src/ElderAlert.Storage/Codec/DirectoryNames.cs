using System.Collections.Frozen;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Escalation;

namespace ElderAlert.Storage.Codec;

/// <summary>The stable names of the directory's types. Part of the file format: lines are added, never changed.</summary>
internal static class DirectoryNames
{
    private static readonly (Type Type, string Name)[] Names =
    [
        (typeof(Centre), "centre"),
        (typeof(Area), "area"),
        (typeof(Household), "household"),
        (typeof(Resident), "resident"),
        (typeof(Device), "device"),
        (typeof(Contact), "contact"),
        (typeof(Responder), "responder"),
        (typeof(Operator), "operator"),
        (typeof(EscalationPolicy), "policy"),
        (typeof(TestMode), "testMode"),
        (typeof(DeviceProfile), "deviceProfile"),
        (typeof(SilencePolicy), "silencePolicy"),
        (typeof(Absence), "absence"),
        (typeof(Rota), "rota"),
    ];

    private static readonly FrozenDictionary<Type, string> ByType = Names.ToFrozenDictionary(n => n.Type, n => n.Name);
    private static readonly FrozenDictionary<string, Type> ByName = Names.ToFrozenDictionary(n => n.Name, n => n.Type);

    private static readonly FrozenDictionary<string, string> ByTypeName = Names.ToFrozenDictionary(n => n.Type.Name, n => n.Name);

    public static IEnumerable<(Type Type, string Name)> All => Names;

    public static string Of(DirectoryItem item) => ByType.TryGetValue(item.GetType(), out var name)
        ? name
        : throw new InvalidOperationException($"{item.GetType().Name} has no name in {nameof(DirectoryNames)}.");

    /// <summary>The type of that name; null where this version of ElderAlert does not know it.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The name of the type that an event of the journal calls so; null where this version of ElderAlert does not know it.</summary>
    public static string? OfEvent(string typeInEvent) => ByTypeName.GetValueOrDefault(typeInEvent);
}

using ElderAlert.Domain;
using ElderAlert.Engine.Directory;

namespace ElderAlert.Engine.Watch;

/// <summary>The local time of centres.</summary>
internal sealed class Zones
{
    private readonly Dictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);

    /// <summary>The centre's zone; UTC where this machine does not know it.</summary>
    public TimeZoneInfo Of(DirectoryIndex directory, CentreId centre)
    {
        var name = directory.Find(centre)?.TimeZone ?? "";
        if (!_zones.TryGetValue(name, out var zone))
        {
            zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
            _zones[name] = zone;
        }

        return zone;
    }

    /// <summary>An instant in the centre's local time.</summary>
    public DateTimeOffset Local(DirectoryIndex directory, CentreId centre, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Of(directory, centre));
}

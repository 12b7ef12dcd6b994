using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads areas, and places on the map.</summary>
internal static class PlaceReader
{
    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var area in top.List("areas"))
        {
            var parent = area.OptionalText("parent");
            var level = area.Choice<AreaLevel>("level");
            var item = new Area(
                draft.Centre, new AreaId(area.Text("id")), parent is null ? null : new AreaId(parent), level, area.Text("name"), Point(area));
            CheckLevel(draft, area, item);
            draft.Add(item, area);
        }
    }

    /// <summary>Latitude and longitude of an object; null where it has neither.</summary>
    public static GeoPoint? Point(ObjectReader from)
    {
        var latitude = from.OptionalNumber("lat", -90, 90);
        var longitude = from.OptionalNumber("lon", -180, 180);
        if (from.Has("lat") != from.Has("lon"))
        {
            from.Report("lat", "needs \"lat\" and \"lon\", or neither");
        }

        return latitude is { } lat && longitude is { } lon ? new GeoPoint(lat, lon) : null;
    }

    private static void CheckLevel(PilotDraft draft, ObjectReader from, Area area)
    {
        var parent = area.Parent is { } id
            ? draft.Items.OfType<Area>().FirstOrDefault(a => a.Id == id) ?? draft.OnFile.Find(id)
            : null;
        if (parent is not null && area.Level <= parent.Level)
        {
            from.Report("level", $"is a {area.Level} and cannot lie in {parent.Id}, which is a {parent.Level}");
        }
    }
}

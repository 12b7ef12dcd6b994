namespace ElderAlert.Domain.Directory;

/// <summary>
/// An area as the place of an incident. An incident lies at one place, of which the store allows one active incident per lane; what
/// concerns many homes lies at their area, under a household id that no household can have.
/// </summary>
public static class AreaPlace
{
    private const string Prefix = "area:";

    /// <summary>The place that stands for an area.</summary>
    public static HouseholdId Of(AreaId area) => new(Prefix + area.Value);

    /// <summary>The area that a place stands for; null for a household.</summary>
    public static AreaId? AreaOf(HouseholdId place) =>
        place.Value.StartsWith(Prefix, StringComparison.Ordinal) ? new AreaId(place.Value[Prefix.Length..]) : null;
}

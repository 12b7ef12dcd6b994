using System.Collections.Concurrent;
using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Engine.Directory;

/// <summary>Everything on file, as committed, with the look-ups that rules and views need. Immutable: an edit makes a new one.</summary>
public sealed class DirectoryIndex
{
    /// <summary>Nothing on file.</summary>
    public static readonly DirectoryIndex Empty = new(
        ImmutableDictionary<(Type, string), DirectoryItem>.Empty,
        ImmutableDictionary<(Type, CentreId), ImmutableDictionary<string, DirectoryItem>>.Empty,
        ImmutableDictionary<HouseholdId, HouseholdFile>.Empty,
        GatewayIndex.Empty);

    private readonly ImmutableDictionary<(Type Type, string Key), DirectoryItem> _items;
    private readonly ImmutableDictionary<(Type Type, CentreId Centre), ImmutableDictionary<string, DirectoryItem>> _shelves;
    private readonly ImmutableDictionary<HouseholdId, HouseholdFile> _households;
    private readonly GatewayIndex _gateways;
    private readonly ConcurrentDictionary<CentreId, SilencePolicy> _silence = new();
    private readonly ConcurrentDictionary<(CentreId, Lane), EscalationPolicy> _policies = new();

    private DirectoryIndex(
        ImmutableDictionary<(Type, string), DirectoryItem> items,
        ImmutableDictionary<(Type, CentreId), ImmutableDictionary<string, DirectoryItem>> shelves,
        ImmutableDictionary<HouseholdId, HouseholdFile> households,
        GatewayIndex gateways)
    {
        _items = items;
        _shelves = shelves;
        _households = households;
        _gateways = gateways;
    }

    /// <summary>All centres.</summary>
    public IEnumerable<Centre> Centres => _shelves.Where(s => s.Key.Type == typeof(Centre)).SelectMany(s => s.Value.Values).Cast<Centre>();

    /// <summary>The index with items written and items removed.</summary>
    public DirectoryIndex With(IEnumerable<DirectoryItem> upserts, IEnumerable<DirectoryItem> deletes)
    {
        var items = _items.ToBuilder();
        var shelves = _shelves.ToBuilder();
        var households = _households.ToBuilder();
        var gateways = _gateways.ToBuilder();
        foreach (var item in upserts)
        {
            Forget(items.GetValueOrDefault((item.GetType(), item.Key)), households, gateways);
            items[(item.GetType(), item.Key)] = item;
            shelves[Shelf(item)] = ShelfOf(shelves, item).SetItem(item.Key, item);
            Remember(item, households, gateways);
        }

        foreach (var item in deletes)
        {
            Forget(items.GetValueOrDefault((item.GetType(), item.Key)), households, gateways);
            items.Remove((item.GetType(), item.Key));
            shelves[Shelf(item)] = ShelfOf(shelves, item).Remove(item.Key);
        }

        return new DirectoryIndex(items.ToImmutable(), shelves.ToImmutable(), households.ToImmutable(), gateways.ToImmutable());
    }

    public Centre? Find(CentreId id) => Find<Centre>(id.Value);

    public Household? Find(HouseholdId id) => FileOf(id).Household;

    public Resident? Find(ResidentId id) => Find<Resident>(id.Value);

    public Device? Find(DeviceId id) => Find<Device>(id.Value);

    public Contact? Find(ContactId id) => Find<Contact>(id.Value);

    public Responder? Find(ResponderId id) => Find<Responder>(id.Value);

    public Operator? Find(OperatorId id) => Find<Operator>(id.Value);

    public EscalationPolicy? Find(PolicyId id) => Find<EscalationPolicy>(id.Value);

    public Area? Find(AreaId id) => Find<Area>(id.Value);

    /// <summary>The item of that type and id.</summary>
    public T? Find<T>(string key)
        where T : DirectoryItem => (T?)_items.GetValueOrDefault((typeof(T), key));

    /// <summary>The item of that run-time type and id.</summary>
    public DirectoryItem? Find(Type type, string key) => _items.GetValueOrDefault((type, key));

    /// <summary>All items of a type in a centre, in no particular order.</summary>
    public IEnumerable<T> Of<T>(CentreId centre)
        where T : DirectoryItem => _shelves.TryGetValue((typeof(T), centre), out var shelf) ? shelf.Values.Cast<T>() : [];

    public IReadOnlyList<Resident> ResidentsOf(HouseholdId household) => FileOf(household).Residents;

    /// <summary>In the order in which they are told.</summary>
    public IReadOnlyList<Contact> ContactsOf(HouseholdId household) => FileOf(household).Contacts;

    public IReadOnlyList<Device> DevicesOf(HouseholdId household) => FileOf(household).Devices;

    public IReadOnlyList<Absence> AbsencesOf(HouseholdId household) => FileOf(household).Absences;

    /// <summary>A home with everything under it, for rules that ask about several of these.</summary>
    internal HouseholdFile FileOf(HouseholdId household) => _households.GetValueOrDefault(household, HouseholdFile.Empty);

    /// <summary>What the watch's rules want to know about those who live in a home.</summary>
    internal ResidentTraits TraitsOf(HouseholdId household) => FileOf(household).Traits;

    /// <summary>The home that a signal speaks of: the device's, or the one that the watch names. Null where it is not on file.</summary>
    public Household? HomeOf(Signal signal) =>
        signal.Watch is { } home ? Find(home) : Find(signal.Device) is { } device ? Find(device.Household) : null;

    /// <summary>How a device is supervised: by its profile, or as is usual for its type.</summary>
    public Supervision SupervisionOf(Device device) =>
        device.Profile is { } profile && Find<DeviceProfile>(profile.Value) is { } own ? own.Supervision : DefaultProfiles.For(device.Type);

    /// <summary>The numbers of a centre's silence rules.</summary>
    public SilencePolicy SilenceOf(CentreId centre) => _silence.GetOrAdd(
        centre,
        static (of, file) => file.Of<SilencePolicy>(of).MinBy(p => p.Key, StringComparer.Ordinal) ?? SilencePolicy.Usual(of),
        this);

    /// <summary>The device that a gateway knows by that name.</summary>
    public Device? FindBinding(DeviceId gateway, string externalName) => _gateways.Find(gateway, externalName) is { } id ? Find(id) : null;

    /// <summary>The devices that are reached through a gateway, of whatever home, in no particular order.</summary>
    public IEnumerable<Device> Behind(DeviceId gateway) => _gateways.Behind(gateway).Select(id => Find(id)!);

    /// <summary>What the priority rules want to know about a home.</summary>
    public HouseholdFacts FactsOf(HouseholdId household)
    {
        var traits = TraitsOf(household);
        return new HouseholdFacts(
            household, traits.HighestAbilityLevel, traits.LivesAlone, traits.HasConditions, Find<TestMode>(household.Value)?.Until);
    }

    /// <summary>The policy for a home and lane: the home's own for danger to life, the centre's, or the default.</summary>
    public EscalationPolicy PolicyOf(Household household, Lane lane)
    {
        if (lane == Lane.Life && household.Policy is { } own && Find(own) is { } policy)
        {
            return policy;
        }

        return PolicyOf(household.Centre, lane);
    }

    /// <summary>The centre's policy for trouble that lies at no home.</summary>
    public EscalationPolicy TechnicalPolicyOf(CentreId centre) => PolicyOf(centre, Lane.Technical);

    /// <summary>The area and those above it, from the area itself up.</summary>
    public IEnumerable<Area> UpFrom(AreaId area)
    {
        var seen = new HashSet<AreaId>();
        for (var at = Find(area); at is not null && seen.Add(at.Id); at = at.Parent is { } parent ? Find(parent) : null)
        {
            yield return at;
        }
    }

    /// <summary>Responders who may be sent and serve the home's area, nearest first; those of unknown place last.</summary>
    public IReadOnlyList<(Responder Responder, double? DistanceM)> RespondersFor(HouseholdId household)
    {
        if (PlaceOf(household) is not { } place)
        {
            return [];
        }

        var areas = UpFrom(place.Area).Select(a => a.Id).ToHashSet();
        return Of<Responder>(place.Centre)
            .Where(r => r.OnDuty && r.Areas.Any(areas.Contains))
            .Select(r => (r, place.Location is { } from && r.Location is { } to ? from.DistanceTo(to) : (double?)null))
            .OrderBy(r => r.Item2 ?? double.MaxValue)
            .ThenBy(r => r.r.Key, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>A person who was chosen to be told of a home's incident, with their numbers and language; null where they are not on file for it any more.</summary>
    public Recipient? FindRecipient(CentreId centre, HouseholdId household, RecipientRef person) => Rosters.Find(this, centre, household, person);

    /// <summary>Everybody on file for a home's incident, as if it were everybody's hour.</summary>
    public Roster RosterOf(CentreId centre, HouseholdId household) => Rosters.Of(this, centre, household);

    /// <summary>Everybody on file for a home's incident, with who is within their hours and on duty at a moment.</summary>
    public Roster RosterOf(CentreId centre, HouseholdId household, DateTimeOffset now) => Rosters.Of(this, centre, household, now);

    /// <summary>The time zone that a centre's hours are written in; UTC for a centre that is not on file.</summary>
    public TimeZoneInfo ZoneOf(CentreId centre) => Rosters.ZoneOf(this, centre);

    /// <summary>Where an incident is: at a home, or in an area (<see cref="AreaPlace"/>).</summary>
    private (CentreId Centre, AreaId Area, GeoPoint? Location)? PlaceOf(HouseholdId household)
    {
        if (AreaPlace.AreaOf(household) is { } id)
        {
            return Find(id) is { } area ? (area.Centre, area.Id, area.Location) : null;
        }

        return Find(household) is { } home ? (home.Centre, home.Area, home.Location) : null;
    }

    private EscalationPolicy PolicyOf(CentreId centre, Lane lane) => _policies.GetOrAdd(
        (centre, lane),
        static (of, file) => file.Of<EscalationPolicy>(of.Item1).Where(p => p.Lane == of.Item2).MinBy(p => p.Key, StringComparer.Ordinal)
            ?? (of.Item2 == Lane.Life ? DefaultPolicies.Life(of.Item1) : DefaultPolicies.Technical(of.Item1)),
        this);

    private static (Type, CentreId) Shelf(DirectoryItem item) => (item.GetType(), item.Centre);

    private static ImmutableDictionary<string, DirectoryItem> ShelfOf(
        ImmutableDictionary<(Type, CentreId), ImmutableDictionary<string, DirectoryItem>>.Builder shelves, DirectoryItem item) =>
        shelves.GetValueOrDefault(Shelf(item), ImmutableDictionary<string, DirectoryItem>.Empty)!;

    private static void Remember(
        DirectoryItem item, ImmutableDictionary<HouseholdId, HouseholdFile>.Builder households, GatewayIndex.Builder gateways)
    {
        if (HouseholdFile.HouseholdOf(item) is { } household)
        {
            households[household] = households.GetValueOrDefault(household, HouseholdFile.Empty)!.Add(item);
        }

        if (item is Device device)
        {
            gateways.Add(device);
        }
    }

    private static void Forget(
        DirectoryItem? item, ImmutableDictionary<HouseholdId, HouseholdFile>.Builder households, GatewayIndex.Builder gateways)
    {
        if (item is not null && HouseholdFile.HouseholdOf(item) is { } household)
        {
            households[household] = households[household].Remove(item);
        }

        if (item is Device device)
        {
            gateways.Remove(device);
        }
    }
}

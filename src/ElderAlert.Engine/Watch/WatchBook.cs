using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Engine.Watch;

/// <summary>What the watch knows, and what of it is not saved yet. Changed by the watch's loop only; devices may be read by anybody.</summary>
internal sealed class WatchBook
{
    private readonly ConcurrentDictionary<DeviceId, DeviceWatch> _devices = new();
    private readonly Dictionary<HouseholdId, HomeWatch> _homes = [];
    private readonly ConcurrentDictionary<HouseholdId, Rhythm> _rhythms = new();
    private readonly Dictionary<HouseholdId, RhythmTable> _tables = [];
    private readonly HashSet<DeviceId> _changedDevices = [];
    private readonly HashSet<HouseholdId> _changedHomes = [];
    private readonly HashSet<(HouseholdId Household, DateOnly Date)> _changedDays = [];
    private readonly HashSet<DeviceId> _goneDevices = [];
    private readonly HashSet<HouseholdId> _goneHomes = [];

    /// <summary>Every device that was ever heard.</summary>
    public ICollection<DeviceWatch> Devices => _devices.Values;

    public DeviceWatch? Find(DeviceId device) => _devices.GetValueOrDefault(device);

    public HomeWatch HomeOf(HouseholdId household) => _homes.GetValueOrDefault(household) ?? new HomeWatch(household);

    /// <summary>Whether anything is known of a home's rhythm; may be asked by anybody.</summary>
    public bool IsRhythmKnown(HouseholdId household) => _rhythms.ContainsKey(household);

    public Rhythm RhythmOf(HouseholdId household) => _rhythms.GetValueOrDefault(household) ?? Rhythm.Empty;

    public void Set(DeviceWatch device)
    {
        _devices[device.Device] = device;
        _changedDevices.Add(device.Device);
    }

    public void Set(HomeWatch home)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_homes, home.Household, out _);
        if (!ReferenceEquals(known, home))
        {
            known = home;
            _changedHomes.Add(home.Household);
        }
    }

    /// <summary>A home's rhythm has changed.</summary>
    public void Set(HouseholdId household, Rhythm rhythm)
    {
        var before = RhythmOf(household);
        foreach (var (date, day) in rhythm.Days.Where(d => !before.Days.TryGetValue(d.Key, out var known) || known != d.Value))
        {
            _changedDays.Add((household, day.Date));
            if (_tables.TryGetValue(household, out var table) && date < table.Date)
            {
                _tables.Remove(household);
            }
        }

        _rhythms[household] = rhythm;
    }

    /// <summary>What is usual in a home on a date; worked out once a day.</summary>
    public RhythmTable TableOf(HouseholdId household, DateOnly date, InactivityLimits limits)
    {
        if (!_tables.TryGetValue(household, out var table) || table.Date != date)
        {
            table = RhythmTable.For(RhythmOf(household), date, limits);
            _tables[household] = table;
        }

        return table;
    }

    /// <summary>Takes over what was saved.</summary>
    public void Load(WatchSnapshot snapshot)
    {
        foreach (var device in snapshot.Devices)
        {
            Set(device);
        }

        foreach (var home in snapshot.Homes)
        {
            Set(home);
        }

        foreach (var (household, rhythm) in snapshot.Rhythms)
        {
            _rhythms[household] = rhythm;
        }
    }

    /// <summary>The server is back. While it was away, nobody could have been heard.</summary>
    /// <param name="until">Until when it heard.</param>
    /// <param name="now">The time.</param>
    /// <param name="leap">The clock was put back by so much at least, where it is behind the time of the last save.</param>
    public void Return(DateTimeOffset until, DateTimeOffset now, TimeSpan leap)
    {
        var away = now - until;
        if (away > TimeSpan.Zero || away.Duration() >= leap)
        {
            Shift(away);
        }
    }

    /// <summary>Time has passed in which nobody could be heard; where it is negative, the clock was put back, and all that was heard with it.</summary>
    public void Shift(TimeSpan by)
    {
        foreach (var device in _devices.Values)
        {
            Set(by > TimeSpan.Zero ? device.Pause(by) : device.PutBack(-by));
        }

        foreach (var home in _homes.Values.ToList())
        {
            Set(by > TimeSpan.Zero ? home.Pause(by) : home.PutBack(-by));
        }
    }

    /// <summary>Forgets what is no longer on file.</summary>
    public void Keep(Func<DeviceId, bool> isDevice, Func<HouseholdId, bool> isHome)
    {
        foreach (var device in _devices.Keys.Where(d => !isDevice(d)))
        {
            _devices.TryRemove(device, out _);
            _changedDevices.Remove(device);
            _goneDevices.Add(device);
        }

        foreach (var home in _homes.Keys.Concat(_rhythms.Keys).Where(h => !isHome(h)).Distinct().ToList())
        {
            _homes.Remove(home);
            _rhythms.TryRemove(home, out _);
            _tables.Remove(home);
            _changedHomes.Remove(home);
            _changedDays.RemoveWhere(d => d.Household == home);
            _goneHomes.Add(home);
        }
    }

    /// <summary>What is to be saved.</summary>
    public WatchSave Changes(DateTimeOffset now, IReadOnlyDictionary<CentreId, long> heads, int daysKept) => new(
        now,
        heads,
        _changedDevices.Select(d => _devices[d]).ToList(),
        _changedHomes.Select(h => _homes[h]).ToList(),
        _changedDays.Where(d => _rhythms[d.Household].Days.ContainsKey(d.Date)).Select(d => new HomeDay(d.Household, _rhythms[d.Household].Days[d.Date])).ToList(),
        _goneDevices.ToList(),
        _goneHomes.ToList(),
        DateOnly.FromDateTime(now.UtcDateTime).AddDays(-daysKept));

    /// <summary>All changes are saved.</summary>
    public void Saved()
    {
        _changedDevices.Clear();
        _changedHomes.Clear();
        _changedDays.Clear();
        _goneDevices.Clear();
        _goneHomes.Clear();
    }
}

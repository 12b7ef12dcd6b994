using ElderAlert.Domain;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;

namespace ElderAlert.Simulation.Server;

/// <summary>What the watch has saved, kept over the lives of the server: all of a save or nothing of it.</summary>
internal sealed class WatchMemory : IWatchStore
{
    private static readonly TimeSpan SavedWithin = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DeviceId, DeviceWatch> _devices = [];
    private readonly Dictionary<HouseholdId, HomeWatch> _homes = [];
    private readonly Dictionary<HouseholdId, Rhythm> _rhythms = [];
    private readonly Dictionary<CentreId, long> _heads = [];
    private DateTimeOffset? _until;

    public ValueTask<WatchSnapshot> LoadAsync(CancellationToken cancellation) => ValueTask.FromResult(
        new WatchSnapshot(_until, new Dictionary<CentreId, long>(_heads), [.. _devices.Values], [.. _homes.Values], new Dictionary<HouseholdId, Rhythm>(_rhythms)));

    public ValueTask SaveAsync(WatchSave save, CancellationToken cancellation)
    {
        _until = save.ListeningUntil;
        save.Heads.ToList().ForEach(head => _heads[head.Key] = head.Value);
        save.Devices.ToList().ForEach(device => _devices[device.Device] = device);
        save.Homes.ToList().ForEach(home => _homes[home.Household] = home);
        save.GoneDevices.ToList().ForEach(device => _devices.Remove(device));
        foreach (var (home, day) in save.Days)
        {
            _rhythms[home] = new Rhythm(_rhythms.GetValueOrDefault(home, Rhythm.Empty).Days.SetItem(day.Date, day));
        }

        foreach (var gone in save.GoneHomes)
        {
            _homes.Remove(gone);
            _rhythms.Remove(gone);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The process died. While nothing happened it would have saved that it listens every few seconds; those looks are slept through.</summary>
    public void EndAt(DateTimeOffset diedAt)
    {
        var saved = diedAt - SavedWithin;
        _until = _until is { } until && until < saved ? saved : _until;
    }
}

using ElderAlert.Domain;
using ElderAlert.Domain.Silence;

namespace ElderAlert.Engine.Ports;

/// <summary>
/// Where the watch keeps what it needs after a restart: when each device was last heard, when each home last showed a sign of life, and
/// what is usual there. It is derived and no truth of its own: without it, the watch begins anew with the first message.
/// </summary>
public interface IWatchStore
{
    /// <summary>Everything that was saved.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    ValueTask<WatchSnapshot> LoadAsync(CancellationToken cancellation);

    /// <summary>Saves what has changed, all of it or nothing.</summary>
    /// <exception cref="JournalException">Nothing was saved.</exception>
    ValueTask SaveAsync(WatchSave save, CancellationToken cancellation);
}

/// <summary>What the watch goes on from.</summary>
/// <param name="ListeningUntil">Until when the server heard devices before; null before the first start.</param>
/// <param name="Heads">How far the journal of each centre was heard; a centre that was not heard yet is absent.</param>
/// <param name="Devices">The devices that were ever heard.</param>
/// <param name="Homes">The homes that ever showed a sign of life, or owe one.</param>
/// <param name="Rhythms">What is usual, by home.</param>
public sealed record WatchSnapshot(
    DateTimeOffset? ListeningUntil,
    IReadOnlyDictionary<CentreId, long> Heads,
    IReadOnlyList<DeviceWatch> Devices,
    IReadOnlyList<HomeWatch> Homes,
    IReadOnlyDictionary<HouseholdId, Rhythm> Rhythms);

/// <summary>What has changed since the last save.</summary>
/// <param name="ListeningUntil">The server heard devices until now.</param>
/// <param name="Heads">How far the journal of each centre was heard; a centre that is absent stays as it was.</param>
/// <param name="Devices">Devices as they are now.</param>
/// <param name="Homes">Homes as they are now.</param>
/// <param name="Days">Days of rhythms as they are now.</param>
/// <param name="GoneDevices">Devices that are no longer on file.</param>
/// <param name="GoneHomes">Homes that are no longer on file, with their rhythms.</param>
/// <param name="OldestDay">Days of rhythms before this are forgotten.</param>
public sealed record WatchSave(
    DateTimeOffset ListeningUntil,
    IReadOnlyDictionary<CentreId, long> Heads,
    IReadOnlyList<DeviceWatch> Devices,
    IReadOnlyList<HomeWatch> Homes,
    IReadOnlyList<HomeDay> Days,
    IReadOnlyList<DeviceId> GoneDevices,
    IReadOnlyList<HouseholdId> GoneHomes,
    DateOnly OldestDay);

/// <summary>A day of a home's rhythm.</summary>
public readonly record struct HomeDay(HouseholdId Household, RhythmDay Day);

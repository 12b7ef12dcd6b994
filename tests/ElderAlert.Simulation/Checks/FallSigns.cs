using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Checks;

/// <summary>A suspected fall waits in peace only after somebody really moved and somebody really took it back.</summary>
internal sealed class FallSigns
{
    private readonly Timeline _world;
    private readonly Ledger _ledger;
    private readonly Dictionary<HouseholdId, DateTimeOffset> _movedAt = [];
    private readonly Dictionary<IncidentId, DateTimeOffset> _suspectedAt = [];
    private readonly HashSet<IncidentId> _cancelled = [];

    public FallSigns(Timeline world, Ledger ledger)
    {
        (_world, _ledger) = (world, ledger);
        ledger.Took += Take;
    }

    /// <summary>A message has reached the server.</summary>
    public void Hear(DeviceHeard heard)
    {
        if (heard.Telemetry?.Metrics.GetValueOrDefault("motion") > 0 && _ledger.File.Find<Device>(heard.Device.Value) is { } device)
        {
            _movedAt[device.Household] = _world.Now;
        }
    }

    private void Take(JournalEntry entry, Incident? before, Incident? after)
    {
        if (after is null)
        {
            return;
        }

        if (before?.FallSuspectedAt is null && after.FallSuspectedAt is not null)
        {
            _suspectedAt[after.Id] = _world.Now;
            _cancelled.Remove(after.Id);
        }

        switch (entry.Event)
        {
            case SignalJoined { Bearing: SignalBearing.Cancels }:
                _cancelled.Add(after.Id);
                break;
            case MotionSeen:
                Require(HasMoved(after), "motion is seen, never assumed", () => $"{after.Id}: nobody has moved since {_suspectedAt[after.Id]:HH:mm:ss}");
                break;
            case IncidentWatched:
                Require(HasMoved(after) && _cancelled.Contains(after.Id), "a fall is watched after motion and a cancel", () => $"{after.Id} is watched");
                break;
        }
    }

    private bool HasMoved(Incident incident) => _movedAt.TryGetValue(incident.Household, out var at) && at >= _suspectedAt[incident.Id];

    private void Require(bool holds, string rule, Func<string> seen) => _ledger.Findings.Require(holds, rule, seen);
}

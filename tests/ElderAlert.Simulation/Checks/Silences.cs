using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Time;
using ElderAlert.Simulation.World;

namespace ElderAlert.Simulation.Checks;

/// <summary>
/// Silence is a signal: what the server heard, beside what it tells as silent. A home that can be heard, and a device that owes a word, is
/// told in time and never early; an absence silences the watch over the home and nothing else.
/// </summary>
internal sealed class Silences
{
    private readonly Timeline _world;
    private readonly Ledger _ledger;
    private readonly Hindrance _hindrance;
    private readonly Dictionary<HouseholdId, Quiet> _homes = [];
    private readonly Dictionary<DeviceId, Quiet> _devices = [];
    private readonly Dictionary<DeviceId, DateTimeOffset> _heardAt = [];
    private readonly Dictionary<HouseholdId, DateTimeOffset> _seeingSince = [];
    private readonly Dictionary<HouseholdId, DateTimeOffset> _movedAt = [];
    private readonly Dictionary<HouseholdId, DateTimeOffset> _doorAt = [];
    private readonly Dictionary<string, (DateTimeOffset At, TimeSpan Unable)> _filed = [];

    public Silences(Timeline world, Ledger ledger, Hindrance hindrance)
    {
        (_world, _ledger, _hindrance) = (world, ledger, hindrance);
        ledger.Took += Take;
    }

    /// <summary>The server's time, as far as it is ahead of the world's.</summary>
    public Func<TimeSpan> ClockAhead { get; init; } = () => TimeSpan.Zero;

    /// <summary>A message has reached the server.</summary>
    public void Hear(DeviceHeard heard)
    {
        if (_ledger.File.Find<Device>(heard.Device.Value) is not { } device)
        {
            return;
        }

        var isSense = device.Type is DeviceType.MotionSensor or DeviceType.DoorContact;
        if (device.Type is DeviceType.MotionSensor)
        {
            if (_heardAt.TryGetValue(device.Id, out var before) && _world.Now - before >= SenseFile.LostAfter)
            {
                _seeingSince[device.Household] = _world.Now;
            }

            _heardAt[device.Id] = _world.Now;
            OfDevice(device.Id).Hear(isSure: true);
        }

        var isMotion = heard.Telemetry?.Metrics.GetValueOrDefault("motion") > 0;
        var mayBeSign = heard.Telemetry is null ? heard.Signals.Any(s => SignReader.Of(s) is not null) : isMotion || device.Type is DeviceType.DoorContact;
        if (isSense && (isMotion || device.Type is DeviceType.DoorContact))
        {
            (isMotion ? _movedAt : _doorAt)[device.Household] = _world.Now;
        }

        if (mayBeSign && HasSenses(device.Household))
        {
            // Of a door only the change counts, and a button's home may be off the file when the watch looks: those are no proof.
            OfHome(device.Household).Hear(isSure: isSense && isMotion);
        }
    }

    private void Take(JournalEntry entry, Incident? before, Incident? after)
    {
        switch (entry.Event)
        {
            case VoiceContactTried { Reached: true } when after is not null && _homes.TryGetValue(after.Household, out var called):
                called.Hear(isSure: false);
                break;
            case DirectoryChanged { Type: nameof(Absence) } change:
                _filed.TryAdd(change.Key, (_world.Now, _hindrance.Unable));
                break;
        }

        if (SignalAccount.OfIncident(entry.Event) is { Watch: { } home, State: SignalState.Active } signal)
        {
            Take(entry, signal, home);
        }
    }

    private void Take(JournalEntry entry, Signal signal, HouseholdId home)
    {
        switch (signal.Kind)
        {
            case SignalKind.Inactivity:
                OfHome(home).Tell(signal.ReceivedAt - ClockAhead());
                _ledger.Findings.Require(!IsKnownAway(home, entry.At), "nobody is missed who is known to be away", () => $"{home} is told as silent in an absence");
                break;
            case SignalKind.Offline:
                OfDevice(signal.Device).Tell(signal.ReceivedAt - ClockAhead());
                break;
        }
    }

    private Quiet OfHome(HouseholdId home)
    {
        if (!_homes.TryGetValue(home, out var quiet))
        {
            _homes[home] = quiet = new Quiet(home.Value, _world, _hindrance, _ledger.Findings)
            {
                Least = SenseFile.Silence,
                Most = () => IsAway(home) || !CanBeHeard(home) ? null : MayBeOut(home) ? SenseFile.Out : SenseFile.Silence,
                Excused = () => LastReturn(home),
            };
        }

        return quiet;
    }

    private Quiet OfDevice(DeviceId device)
    {
        if (!_devices.TryGetValue(device, out var quiet))
        {
            _devices[device] = quiet = new Quiet(device.Value, _world, _hindrance, _ledger.Findings) { Least = SenseFile.LostAfter, Most = () => SenseFile.LostAfter };
        }

        return quiet;
    }

    private bool HasSenses(HouseholdId home) => SenseOf(home) is not null;

    private Device? SenseOf(HouseholdId home) => _ledger.File.Of<Device>().FirstOrDefault(d => d.Household == home && d.Type == DeviceType.MotionSensor);

    /// <summary>A home whose sensor is lost is not judged: its silence says nothing.</summary>
    private bool CanBeHeard(HouseholdId home) =>
        SenseOf(home) is { } sense && _heardAt.TryGetValue(sense.Id, out var at) && _world.Now - at < SenseFile.LostAfter;

    /// <summary>The door was heard after the last movement, or that may have been forgotten.</summary>
    private bool MayBeOut(HouseholdId home) =>
        !_movedAt.TryGetValue(home, out var moved) || !_hindrance.IsSaved(moved) || (_doorAt.TryGetValue(home, out var door) && door >= moved);

    private bool IsAway(HouseholdId home) => Absences(home).Any(a => a.Covers(_world.Now + ClockAhead()));

    /// <summary>Whether the file has said so for long enough: a silence may have been found before, and told after.</summary>
    private bool IsKnownAway(HouseholdId home, DateTimeOffset at) => Absences(home).Any(a =>
        a.Covers(at)
        && a.Covers(at - TimeSpan.FromMinutes(1))
        && _filed[a.Key] is var filed
        && _world.Now - filed.At - (_hindrance.Unable - filed.Unable) > TimeSpan.FromMinutes(1));

    /// <summary>When an absence ended, or the sensor was back after it had been lost: whichever is later.</summary>
    private DateTimeOffset? LastReturn(HouseholdId home)
    {
        var now = _world.Now + ClockAhead();
        var ended = Absences(home).Where(a => a.From < now && a.To <= now).Max(a => (DateTimeOffset?)a.To) - ClockAhead();
        return _seeingSince.TryGetValue(home, out var since) && !(ended > since) ? since : ended;
    }

    private IEnumerable<Absence> Absences(HouseholdId home) => _ledger.File.Of<Absence>().Where(a => a.Household == home);
}

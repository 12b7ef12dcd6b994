using System.Runtime.InteropServices;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Server.Api.Reports;

/// <summary>What one device said in a span.</summary>
internal sealed class DeviceTally(DeviceId device, PrivateText? unknownName)
{
    private readonly Dictionary<SignalKind, bool> _raised = [];
    private readonly Dictionary<(SignalKind Kind, DateOnly Day), int> _changes = [];

    public DeviceId Device => device;

    /// <summary>Its name behind the gateway, where it is not on file.</summary>
    public PrivateText? UnknownName => unknownName;

    public Dictionary<SignalKind, int> Signals { get; } = [];

    public int Presses { get; private set; }

    public int WrongTimes { get; private set; }

    public int FalseAlarms { get; private set; }

    /// <summary>The condition and day with the most changes; null without any.</summary>
    public (int Count, DateOnly Day, SignalKind Kind)? WorstDay =>
        _changes.Count == 0 ? null : _changes.Select(c => (c.Value, c.Key.Day, c.Key.Kind)).MaxBy(c => c.Value);

    public void Add(Signal signal, DateOnly day)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(Signals, signal.Kind, out _)++;
        Presses += signal is { Kind: SignalKind.Sos, State: SignalState.Active } ? 1 : 0;
        WrongTimes += signal.IsClockSuspect ? 1 : 0;
        var (condition, raised) = ConditionOf(signal);
        if (_raised.TryGetValue(condition, out var before) && before != raised)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_changes, (condition, day), out _)++;
        }

        _raised[condition] = raised;
    }

    public void AddFalseAlarm() => FalseAlarms++;

    private static (SignalKind Condition, bool Raised) ConditionOf(Signal signal) => signal.Kind switch
    {
        SignalKind.Online => (SignalKind.Offline, false),
        SignalKind.MainsRestored => (SignalKind.MainsLost, false),
        var kind => (kind, signal.State == SignalState.Active),
    };
}

/// <summary>Counts what devices said, entry by entry.</summary>
internal sealed class DeviceTallies(TimeZoneInfo zone)
{
    private readonly Dictionary<(DeviceId, PrivateText?), DeviceTally> _tallies = [];
    private readonly Dictionary<IncidentId, DeviceTally> _began = [];

    public IEnumerable<DeviceTally> All => _tallies.Values;

    public void Add(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case IncidentOpened { Signal: { } first }:
                _began[entry.Incident!.Value] = Add(first, entry.At);
                break;
            case IncidentReopened again:
                Add(again.Signal, entry.At);
                break;
            case SignalJoined joined:
                Add(joined.Signal, entry.At);
                break;
            case SignalRecorded recorded:
                Add(recorded.Signal, entry.At);
                break;
            case IncidentResolved { Resolution: Resolution.FalseAlarm } when _began.TryGetValue(entry.Incident!.Value, out var who):
                who.AddFalseAlarm();
                break;
        }
    }

    private DeviceTally Add(Signal signal, DateTimeOffset at)
    {
        var key = (signal.Device, signal.UnknownName);
        if (!_tallies.TryGetValue(key, out var tally))
        {
            _tallies[key] = tally = new DeviceTally(signal.Device, signal.UnknownName);
        }

        tally.Add(signal, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime));
        return tally;
    }
}

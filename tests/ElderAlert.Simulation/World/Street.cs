using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>What all sensors share: the way to the server, the trouble on it, and an account of what was acknowledged to them.</summary>
internal sealed class Street(Timeline world, Func<Life?> server, Ledger ledger, Findings findings, FaultCounter faults)
{
    private readonly List<SignalKey> _said = [];

    public Timeline World => world;

    public Func<Life?> Server => server;

    public FaultCounter Faults => faults;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>How many signals devices have said, each counted once.</summary>
    public int Said => _said.Count;

    /// <summary>How many signals a device still waits with, for no acknowledgement has reached it.</summary>
    public int Unanswered { get; private set; }

    /// <summary>Everything that was said is on disk.</summary>
    public bool HasArrived => _said.TrueForAll(ledger.Signals.IsKept);

    public void Start(Func<Task> work) => findings.Start(work);

    /// <summary>A device has something to say: it must arrive in the end.</summary>
    public void Promise(Signal signal)
    {
        _said.Add(new SignalKey(signal.Device, signal.Id));
        Unanswered++;
    }

    /// <summary>The device has got its acknowledgement.</summary>
    public void Answer() => Unanswered--;

    /// <summary>The device was told that its signal is safe.</summary>
    public void CheckAcknowledged(Signal signal, SignalReceipt receipt)
    {
        var key = new SignalKey(signal.Device, signal.Id);
        var places = ledger.Signals.PlacesOf(key);
        if (receipt.Fate == SignalFate.UnknownDevice)
        {
            findings.Require(ledger.Signals.IsRejected(key), "unknown input is kept", () => $"{signal.Device} {signal.Id} was acknowledged and is not on disk");
            return;
        }

        findings.Require(
            places.Count == 1 && places[0] == receipt.Incident,
            "acknowledged implies in exactly one incident",
            () => $"{signal.Device} {signal.Id} was acknowledged as {receipt}; the disk has it {places.Count} times");
    }

    /// <summary>At the end: every signal that was ever said is in exactly one place, or was rejected while its device was not on file.</summary>
    public void CheckNothingLost()
    {
        foreach (var key in _said)
        {
            var times = ledger.Signals.PlacesOf(key).Count;
            findings.Require(
                times == 1 || (times == 0 && ledger.Signals.IsRejected(key) && ledger.File.WasMissing(key.Device)),
                "nothing is lost",
                () => $"{key.Device} {key.Id} is on disk {times} times");
        }
    }
}

using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Plants;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;
using ElderAlert.Simulation.World;

namespace ElderAlert.Simulation;

/// <summary>
/// One run: a town for some days under the trouble that its seed draws, then calm until everything is settled. After every step the
/// invariants are checked; the run ends at the first that is broken.
/// </summary>
internal sealed class SimulatedDay : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    /// <summary>How long after the trouble a device waits for an acknowledgement at most: the machine may still be asleep for hours.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromHours(8);

    private static readonly TimeSpan LongestCalm = TimeSpan.FromDays(4);

    private readonly int _seed;
    private readonly SimulationOptions _options;
    private readonly Timeline _world = new(Start);
    private readonly Findings _findings;
    private readonly Digest _digest;
    private readonly FaultCounter _faults;
    private readonly StoreFolder _folder;
    private readonly Ledger _ledger;
    private readonly TestMarks _marks;
    private readonly Promises _promises;
    private readonly DiskTrouble _disk;
    private readonly Cloud _cloud;
    private readonly Phones _phones;
    private readonly Host _host;
    private readonly Street _street;
    private readonly Desk[] _desks;
    private readonly Guards _guards;
    private readonly Wall _wall;
    private readonly PlantedBug _plant;
    private int _steps;

    public SimulatedDay(int seed, SimulationOptions options, string template, TextWriter? trace)
    {
        _seed = seed;
        _options = options;
        _plant = PlantedBugs.Find(options.Plant);
        _findings = new Findings(_world);
        _digest = new Digest(_world, trace);
        _faults = new FaultCounter(_digest);
        _folder = new StoreFolder(template, Draw("folder"));
        _phones = new Phones(_world, PostAsync, _faults, Draw("phones")) { Start = _findings.Start };
        _ledger = new Ledger(_findings, _digest, _phones.HasPromised);
        _disk = new DiskTrouble(_world, _folder, _ledger, _faults, Draw("disk"));
        _marks = new TestMarks(_ledger);
        _cloud = new Cloud(_world, _findings, _faults, _digest, Draw("cloud")) { Took = TakeOut, Excuse = new Doubts(_ledger, () => _host!.WasPutBackUnseen).Excuse };
        var hindrance = new Hindrance(_world);
        var silences = new Silences(_world, _ledger, hindrance) { ClockAhead = () => _host!.ClockAhead };
        var falls = new FallSigns(_world, _ledger);
        _promises = new Promises(_world, _ledger, hindrance);
        _host = new Host(_world, _disk, _cloud, _ledger, _findings, Draw("host")) { Faults = _faults, Plant = _plant, Hindrance = hindrance, Heard = heard => Hear(heard, silences, falls, _promises) };
        _street = new Street(_world, () => _host.Reachable, _ledger, _findings, _faults);
        _wall = new Wall(_ledger, _findings);
        _host.Started = life => _findings.Start(() => _wall.WatchAsync(life));
        _guards = new Guards(_world, () => _host.Reachable, _ledger, Draw("guards"));
        _desks = Array.ConvertAll(
            [TownFile.Wang, TownFile.Li, TownFile.Boss],
            actor => new Desk(actor, _world, () => _host.Reachable, _ledger, _faults, Draw("desk", actor.Id)));
    }

    public async Task<Outcome> RunAsync()
    {
        var isFiled = false;
        _findings.Start(async () =>
        {
            await _host.BootAsync();
            await BeginAsync();
            isFiled = true;
        });
        await StepAsync(Start + TimeSpan.FromMinutes(1), () => isFiled);
        var until = Start + TimeSpan.FromDays(_options.Days);
        var trouble = Trouble.Draw(Draw("trouble"));
        Afflict(trouble);
        new Misfortunes(_world, _host, _disk, _cloud, Draw("misfortunes")).Plan(trouble, until);
        await StepAsync(until, () => false);
        Afflict(Trouble.None);
        foreach (var desk in _desks)
        {
            desk.IsTidying = true;
        }

        await StepAsync(until + LongestAnswer, IsSettled);
        _findings.Require(_findings.Any || _street.Unanswered == 0, "every signal is acknowledged", () => $"{_street.Unanswered} signals are not");
        do
        {
            await StepAsync(until + LongestCalm, IsSettled);

            // An append that failed after its commit is told of when the server has tried again. Somebody may call for help, and a silence be told, meanwhile.
            await StepAsync(_world.Now + TimeSpan.FromMinutes(1), () => false);
        }
        while (!_findings.Any && !IsSettled() && _world.Now < until + LongestCalm);

        await CheckEndAsync();
        return new Outcome(_seed, _steps, _faults.Count, _street.Said, _ledger.All.Count(), _cloud.Pages, _host.Boots, _digest.Value, _findings.Violations);
    }

    public void Dispose()
    {
        _digest.Dispose();
        _folder.Dispose();
    }

    private async Task StepAsync(DateTimeOffset until, Func<bool> isDone)
    {
        await OnlyThread.SettleAsync();
        while (!_findings.Any && !isDone() && _world.TakeNext(until, _host.Soonest) is { } next)
        {
            _steps++;
            next.Act();
            await OnlyThread.SettleAsync();
            _host.CheckPunctuality();
        }
    }

    private bool IsSettled() => _host.Reachable is not null && _street is { HasArrived: true, Unanswered: 0 } && !_ledger.Open.Any() && !_ledger.All.Any(i => i.NeedsCare);

    private async Task CheckEndAsync()
    {
        if (!_findings.Any)
        {
            _findings.Require(IsSettled(), "everything settles", () => string.Join("; ", _ledger.Open.Select(i => $"{i.Id} is {i.State}")));
            _street.CheckNothingLost();
            _wall.CheckSeenAll();
            await _host.CheckAllAsync();
        }

        _host.End();
    }

    private async Task BeginAsync()
    {
        var town = new Town(_seed, _world, _street, _phones, _promises, () => _host.Reachable);
        await town.BeginAsync(_options.Homes, Start + TimeSpan.FromDays(_options.Days));
        foreach (var desk in _desks)
        {
            desk.Work();
        }

        _guards.Work();
    }

    private void Afflict(Trouble trouble)
    {
        _disk.Trouble = trouble;
        _cloud.Trouble = trouble;
        _phones.Trouble = trouble;
        _host.Trouble = trouble;
        _street.Trouble = trouble;
        _guards.Trouble = trouble;
        foreach (var desk in _desks)
        {
            desk.Trouble = trouble;
        }
    }

    private async Task PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> form)
    {
        if (_host.Reachable is { } life)
        {
            try
            {
                await life.PostAsync(path, form);
                await _plant.CalledAsync(life, path, form);
            }
            catch (Exception error) when (error is EngineUnavailableException or JournalException)
            {
                // The web server answers 500; the provider does not call again.
            }
        }
    }

    private void TakeOut(CloudItem item)
    {
        _marks.CheckWords(item);
        _phones.Take(item);
    }

    private static void Hear(DeviceHeard heard, Silences silences, FallSigns falls, Promises promises)
    {
        silences.Hear(heard);
        falls.Hear(heard);
        promises.Hear(heard);
    }

    private Random Draw(params ReadOnlySpan<string> names) => Seeds.For(_seed, names);
}

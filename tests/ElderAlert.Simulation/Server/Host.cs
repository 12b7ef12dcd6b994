using ElderAlert.Engine;
using ElderAlert.Engine.Watch;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Plants;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Server;

/// <summary>The machine that the server runs on: it starts it again after a crash or a stop, and looks at what the disk has then.</summary>
internal sealed class Host(Timeline world, DiskTrouble disk, Cloud cloud, Ledger ledger, Findings findings, Random random)
{
    /// <summary>After a failed append the engine waits a second before it tries again.</summary>
    private static readonly TimeSpan AfterDiskFault = TimeSpan.FromSeconds(2);

    private static readonly int[] BatchSizes = [1, 4, 512];

    private readonly WatchMemory _memory = new();
    private TimeSpan _clockWrongBy;
    private TimeSpan _wrongByAtDeath;
    private DateTimeOffset _diedAt = world.Now;
    private Life? _life;
    private DateTimeOffset _ableSince = world.Now;

    /// <summary>The server, when somebody outside can reach it.</summary>
    public Life? Reachable => _life is { IsReachable: true, Clock.IsAsleep: false } life ? life : null;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>How often the process was started.</summary>
    public int Boots { get; private set; }

    /// <summary>Is told of each life once it runs.</summary>
    public Action<Life> Started { get; set; } = _ => { };

    /// <summary>A bug that is put into every life.</summary>
    public PlantedBug Plant { get; init; } = PlantedBug.None;

    /// <summary>What it hears of devices.</summary>
    public Action<DeviceHeard> Heard { get; init; } = _ => { };

    /// <summary>What keeps it from its work.</summary>
    public required Hindrance Hindrance { get; init; }

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan ClockAhead => _clockWrongBy;

    /// <summary>Its clock was put back while the server was down, by less than it was down: nobody can see that.</summary>
    public bool WasPutBackUnseen { get; private set; }

    /// <summary>Counts what is done to it.</summary>
    public required FaultCounter Faults { get; init; }

    public async Task BootAsync()
    {
        Boots++;
        disk.Folder.RemoveOldGenerations();
        WasPutBackUnseen |= _clockWrongBy < _wrongByAtDeath && world.Now + _clockWrongBy > _diedAt + _wrongByAtDeath;
        var clock = new ServerClock(world, _clockWrongBy);
        var options = new EngineOptions(random.Pick(BatchSizes), NotificationWorkers: random.Next(2, 9), WriterScheduler: TaskScheduler.Default);
        var life = Life.Make(new LifeParts(disk, clock, cloud, options, findings, Plant, new Random(random.Next()), _memory, Heard, Survives));
        _life = life;
        disk.Died = where => Bury(life, where);
        var compared = ledger.Compared;
        ledger.Compare(compared, await life.ReadAsync(compared), disk.UnderWay);
        await TryStartAsync(life);
    }

    /// <summary>Stops the server in order and starts it again.</summary>
    public void Restart()
    {
        if (_life is { IsReachable: true } life)
        {
            Faults.Add("stop");
            findings.Start(() => StopAsync(life));
        }
    }

    private async Task StopAsync(Life life)
    {
        await life.StopAsync();
        if (!life.IsDead)
        {
            life.Die();
            PlanBoot();
        }
    }

    /// <summary>Kills the process between two of its calls.</summary>
    public void Kill()
    {
        if (_life is { IsDead: false } life)
        {
            Faults.Add("kill");
            disk.Die(life.Journal, "a kill");
        }
    }

    public void JumpClock(TimeSpan by)
    {
        Faults.Add("clock jump");
        _clockWrongBy += by;
        Hindrance.PutClock(by);
        _life?.Clock.Jump(by);
        Disturb(TimeSpan.Zero);
        world.Stir();
    }

    public void Sleep(TimeSpan duration)
    {
        Faults.Add("sleep");
        _life?.Clock.Sleep(duration);
        Disturb(duration);
        Hindrance.Begin();
        world.After(duration, world.Stir);
    }

    /// <summary>After every step: nothing that is due lies around.</summary>
    public void CheckPunctuality()
    {
        Hindrance.Look(Reachable is not null && world.Now >= disk.AbleSince);
        if (Reachable is not { } life)
        {
            return;
        }

        var able = (disk.AbleSince >= _ableSince ? disk.AbleSince + AfterDiskFault : _ableSince) + life.Clock.WrongBy;
        var now = life.Clock.GetUtcNow();
        foreach (var (incident, next) in ledger.Deadlines)
        {
            var changed = ledger.ChangedAt(incident.Id);
            if (Punctuality.WhyLate(incident, next, now, changed > able ? changed : able) is { } late)
            {
                findings.Report("no step more than a second late", late);
            }
        }
    }

    /// <summary>When the server next has something to do, by its own account or by the ledger's, whichever is sooner; by the world's time.</summary>
    public DateTimeOffset? Soonest()
    {
        if (_life is not { IsReachable: true } life)
        {
            return null;
        }

        var theirs = life.Engine.NextDue;
        var ours = ledger.SoonestDeadline;
        return (theirs is null || ours < theirs ? ours : theirs) - life.Clock.WrongBy;
    }

    /// <summary>At the end: what the server has in memory, what the disk has and the chain of hashes agree.</summary>
    public async Task CheckAllAsync()
    {
        if (Reachable is not { } life)
        {
            findings.Report("the server comes back", "it is not there at the end");
            return;
        }

        Plant.Ended(disk.Folder);
        ledger.Compare(0, await life.ReadAsync(0), underWay: null);
        ledger.Compare(life.Engine.InCare, "the engine");
        foreach (var fault in await life.Store.VerifyAsync(CancellationToken.None))
        {
            findings.Report("the chain holds", $"position {fault.Position}: {fault.Reason}");
        }

        foreach (var incident in ledger.All)
        {
            var rebuilt = await life.Engine.FindAsync(incident.Centre, incident.Id, CancellationToken.None);
            ledger.CompareOne(rebuilt!, "the engine's rebuilding");
        }
    }

    /// <summary>The run is over.</summary>
    public void End()
    {
        if (_life is { IsDead: false } life)
        {
            life.Die();
        }
    }

    private async Task TryStartAsync(Life life)
    {
        try
        {
            await life.StartAsync();
        }
        catch (Engine.Ports.JournalException)
        {
            // The host ends when it cannot read its journal, and is started again.
            life.Die();
            PlanBoot();
            return;
        }

        if (!life.IsDead)
        {
            if (life.Engine.Fault is null)
            {
                // An append that failed meanwhile may be on disk, and memory has not read it yet.
                ledger.Compare(life.Engine.InCare, "the engine after its start");
            }

            Disturb(TimeSpan.Zero);
            Hindrance.Begin();
            Started(life);
        }
    }

    private bool Survives(Life life, string where)
    {
        world.Stir();
        if (life.IsDead)
        {
            return false;
        }

        if (!random.Happens(Trouble.CrashElsewhere))
        {
            return true;
        }

        Faults.Add($"crash {where}");
        disk.Die(life.Journal, where);
        return false;
    }

    private void Bury(Life life, string where)
    {
        Plant.LostPower(disk.Folder);
        Hindrance.End(disk.AbleSince);
        life.Die();
        PlanBoot();
    }

    private void PlanBoot()
    {
        (_diedAt, _wrongByAtDeath) = (world.Now, _clockWrongBy);
        world.After(random.Seconds(0.5, random.Happens(0.2) ? 900 : 20), () => findings.Start(BootAsync));
    }

    private void Disturb(TimeSpan duration) => _ableSince = world.Now + duration > _ableSince ? world.Now + duration : _ableSince;
}

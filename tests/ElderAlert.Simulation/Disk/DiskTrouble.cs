using ElderAlert.Engine.Ports;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Disk;

/// <summary>Draws what the disk does at each call, and when the process dies in one.</summary>
/// <param name="world">The time.</param>
/// <param name="folder">Where the store is.</param>
/// <param name="ledger">Is told of what is on disk.</param>
/// <param name="faults">Counts.</param>
/// <param name="random">Draws.</param>
internal sealed class DiskTrouble(Timeline world, StoreFolder folder, Ledger ledger, FaultCounter faults, Random random)
{
    private static readonly TimeSpan UsualCommit = TimeSpan.FromMilliseconds(2);

    private DateTimeOffset _fullUntil = world.Now;
    private DateTimeOffset _ableSince = world.Now;

    public Timeline World => world;

    public StoreFolder Folder => folder;

    public Ledger Ledger => ledger;

    public Trouble Trouble { get; set; } = Trouble.None;

    /// <summary>What was being written when the process died last, and may or may not be on disk.</summary>
    public CommitBatch? UnderWay { get; private set; }

    /// <summary>Is told that the process is dead, within the call that killed it.</summary>
    public Action<string> Died { get; set; } = _ => { };

    /// <summary>Since when the disk has done what it was asked.</summary>
    public DateTimeOffset AbleSince => _fullUntil > _ableSince ? _fullUntil : _ableSince;

    /// <summary>From now on the disk takes nothing, for so long.</summary>
    public void Fill(TimeSpan duration)
    {
        faults.Add("disk full");
        _fullUntil = world.Now + duration;
        world.At(_fullUntil, world.Stir);
    }

    public TimeSpan CommitTime(TimeSpan slowest)
    {
        if (random.Happens(Trouble.SlowDisk))
        {
            faults.Add("slow disk");
            var time = slowest * random.NextDouble();
            Disturb(time);
            return time;
        }

        return random.Happens(0.5) ? TimeSpan.Zero : UsualCommit * random.NextDouble();
    }

    public string? FailsAppend()
    {
        if (world.Now < _fullUntil)
        {
            return "the disk is full";
        }

        return Fault(Trouble.AppendFails, "append fails") ? "the disk refused to write" : null;
    }

    public bool FailsAppendLate() => Fault(Trouble.AppendFailsLate, "append fails after the commit");

    public string? FailsRead() => Fault(Trouble.ReadFails, "read fails") ? "the disk refused to read" : null;

    public bool DiesBeforeAppend(FailingJournal journal) => Dies(journal, Trouble.CrashInAppend / 3, "crash before an append");

    public bool DiesInAppend() => Fault(Trouble.CrashInAppend / 3, "crash in an append");

    public bool DiesAfterAppend(FailingJournal journal) => Dies(journal, Trouble.CrashInAppend / 3, "crash after an append");

    public bool DiesElsewhere(FailingJournal journal) => Dies(journal, Trouble.CrashElsewhere, "crash in a read");

    /// <summary>The power is gone in the middle of an append.</summary>
    public void Die(FailingJournal journal, byte[] syncedWal, CommitBatch underWay)
    {
        journal.Die();
        folder.LosePower(syncedWal);
        UnderWay = underWay;
        Died("in an append");
    }

    /// <summary>The power is gone between two calls.</summary>
    public void Die(FailingJournal journal, string where)
    {
        journal.Die();
        folder.LosePower(syncedWal: null);
        UnderWay = null;
        Died(where);
    }

    private bool Dies(FailingJournal journal, double chance, string name)
    {
        if (!Fault(chance, name))
        {
            return false;
        }

        Die(journal, name);
        return true;
    }

    private bool Fault(double chance, string name)
    {
        if (!random.Happens(chance))
        {
            return false;
        }

        faults.Add(name);
        Disturb(TimeSpan.Zero);
        return true;
    }

    private void Disturb(TimeSpan duration) => _ableSince = world.Now + duration > _ableSince ? world.Now + duration : _ableSince;
}

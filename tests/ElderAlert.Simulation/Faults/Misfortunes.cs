using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Provider;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Faults;

/// <summary>Plans what befalls the machine, the disk and the provider in the course of the days.</summary>
internal sealed class Misfortunes(Timeline world, Host host, DiskTrouble disk, Cloud cloud, Random random)
{
    public void Plan(Trouble trouble, DateTimeOffset until)
    {
        Often(trouble.FullDisksPerDay, until, () => disk.Fill(random.Seconds(1, random.Happens(0.3) ? 1800 : 60)));
        Often(trouble.StopsPerDay, until, host.Restart);
        Often(trouble.KillsPerDay, until, host.Kill);
        Often(trouble.SleepsPerDay, until, () => host.Sleep(random.Seconds(1, random.Happens(0.3) ? 14_400 : 120)));
        Often(trouble.OutagesPerDay, until, () => cloud.GoOut(random.Minutes(1, 60)));
        Often(trouble.ClockJumpsPerDay, until, () => host.JumpClock(random.Happens(0.5) ? random.Seconds(-2, 2) : random.Minutes(-90, 90)));
    }

    private void Often(double perDay, DateTimeOffset until, Action misfortune)
    {
        if (perDay <= 0)
        {
            return;
        }

        for (var at = Next(world.Now); at < until; at = Next(at))
        {
            world.At(at, misfortune);
        }

        DateTimeOffset Next(DateTimeOffset from) => from + random.Exponential(TimeSpan.FromDays(1) / perDay);
    }
}

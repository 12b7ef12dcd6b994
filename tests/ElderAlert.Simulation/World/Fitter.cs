using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>
/// The fitter's visit to a home: it is put into test mode, a device is taken off the file and comes back while it goes on speaking, alarms
/// are tried out, and the test is ended, runs out, or runs out before the last alarm was tried.
/// </summary>
internal sealed class Fitter(Timeline world, Clerk clerk, Random random)
{
    private const double VisitsPerDay = 0.12;

    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <summary>Plans the visits to a home until then.</summary>
    public void Visit(HouseholdId home, IReadOnlyList<(Device File, Sensor Sensor)> devices, DateTimeOffset until, Action<Func<Task>> start)
    {
        for (var day = world.Now; day < until; day += TimeSpan.FromDays(1))
        {
            if (random.Happens(VisitsPerDay))
            {
                world.At(day + random.Minutes(0, 23 * 60), () => start(() => VisitAsync(home, devices)));
            }
        }
    }

    private async Task VisitAsync(HouseholdId home, IReadOnlyList<(Device File, Sensor Sensor)> devices)
    {
        var lasts = random.Happens(0.6) ? Usual : random.Minutes(2, 60);
        await clerk.FileAsync(life => Edit(new TestMode(TownFile.Centre, home, life.Clock.GetUtcNow() + lasts, TownFile.Wang)));
        await Task.Delay(random.Seconds(5, 300), world);
        if (random.Happens(0.5))
        {
            await ReplaceAsync(random.Pick(devices));
        }

        for (var tries = random.Next(1, 4); tries > 0; tries--)
        {
            random.Pick(devices).Sensor.Say(random.Pick([SignalKind.Sos, SignalKind.Sos, SignalKind.Fall, SignalKind.Smoke, SignalKind.Test]));
            await Task.Delay(random.Seconds(5, random.Happens(0.3) ? 3000 : 300), world);
        }

        if (random.Happens(0.6))
        {
            await clerk.FileAsync(life => new DirectoryEdit(
                TownFile.Centre, TownFile.Wang, [], life.Engine.Directory.Find<TestMode>(home.Value) is { } mode ? [mode] : []));
        }

        if (random.Happens(0.3))
        {
            // No sooner is the test over than somebody calls in earnest.
            await Task.Delay(random.Seconds(1, 60), world);
            random.Pick(devices).Sensor.Say(SignalKind.Sos);
        }
    }

    /// <summary>What the device says meanwhile may arrive before it is off the file, while it is, or when it is back.</summary>
    private async Task ReplaceAsync((Device File, Sensor Sensor) device)
    {
        device.Sensor.Say(SignalKind.Test);
        await clerk.FileAsync(_ => new DirectoryEdit(TownFile.Centre, TownFile.Wang, [], [device.File]));
        device.Sensor.Say(random.Pick([SignalKind.Sos, SignalKind.BatteryLow]));
        await Task.Delay(random.Seconds(0.1, 120), world);
        await clerk.FileAsync(_ => Edit(device.File));
    }

    private static DirectoryEdit Edit(DirectoryItem item) => new(TownFile.Centre, TownFile.Wang, [item], []);
}

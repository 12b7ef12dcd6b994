using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.FirmwareSim.World;
using Resident = ElderAlert.Domain.Directory.Resident;

namespace ElderAlert.Simulation.World;

/// <summary>What is on file about silence: which homes have a sensor of motion and one at the door, and what counts as silent.</summary>
internal static class SenseFile
{
    /// <summary>Nobody moves for so long: it is told.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(4);

    /// <summary>Somebody who went out is missed after so long.</summary>
    public static readonly TimeSpan Out = TimeSpan.FromHours(6);

    /// <summary>A sensor says something this often.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromHours(2);

    /// <summary>A sensor that says nothing for so long is lost.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromHours(5);

    /// <summary>Buttons and detectors speak when there is something to say.</summary>
    public static readonly ProfileId Seldom = new("seldom");

    /// <summary>How far the town's clocks are ahead of UTC.</summary>
    public static readonly TimeSpan LocalAhead = TimeSpan.FromHours(8);

    private static readonly ProfileId Sense = new("sense");

    public static DeviceId MotionOf(HouseholdId home) => new($"motion-{home}");

    public static DeviceId DoorOf(HouseholdId home) => new($"door-{home}");

    /// <summary>What holds for all homes. Their rhythm takes longer to learn than a run lasts, so that what is silent is known beforehand.</summary>
    public static IEnumerable<DirectoryItem> Rules()
    {
        var usual = SilencePolicy.Usual(TownFile.Centre);
        yield return new DeviceProfile(TownFile.Centre, Seldom, "speaks when there is something to say", TimeSpan.FromDays(10), TimeSpan.FromDays(20));
        yield return new DeviceProfile(TownFile.Centre, Sense, "sensor of motion", Heartbeat, LostAfter);
        yield return usual with { Inactivity = usual.Inactivity with { DaysToLearn = 60, Unlearned = Silence, Out = Out } };
    }

    /// <summary>A home with its sensors, and with what its resident has promised to do; most have none.</summary>
    /// <param name="home">Which home.</param>
    /// <param name="items">What is on file of it so far.</param>
    /// <param name="random">Draws.</param>
    public static IEnumerable<DirectoryItem> WithSenses(HouseholdId home, IEnumerable<DirectoryItem> items, Random random)
    {
        var hasSenses = random.Happens(0.4);
        var plan = Plan(random);
        foreach (var item in items)
        {
            yield return hasSenses && item is Resident resident ? resident with { Plan = plan } : item;
        }

        if (hasSenses)
        {
            yield return new Device(TownFile.Centre, MotionOf(home), home, DeviceType.MotionSensor, Profile: Sense);
            yield return new Device(TownFile.Centre, DoorOf(home), home, DeviceType.DoorContact, Profile: Seldom);
        }
    }

    private static ResidentPlan Plan(Random random)
    {
        var checkIn = new CheckIn(new TimeOnly(random.Next(12, 21), 0), TimeSpan.FromHours(1), TimeSpan.FromHours(1), [SignOfLife.Button, SignOfLife.Motion, SignOfLife.Door]);
        var night = new NightDoor(new TimeOnly(22, 0), new TimeOnly(6, 0), TimeSpan.FromMinutes(20));
        return new ResidentPlan(random.Happens(0.5) ? [checkIn] : [], NightDoor: random.Happens(0.5) ? night : null);
    }
}

using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Directory;
using ElderAlert.FirmwareSim.World;
using Resident = ElderAlert.Domain.Directory.Resident;

namespace ElderAlert.Simulation.World;

/// <summary>Who lives in the simulated town, drawn anew for each seed: homes with few or no people to tell among them.</summary>
internal static class TownFile
{
    public static readonly CentreId Centre = new("centre");
    public static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);
    public static readonly Actor Li = Actor.Of(new OperatorId("li"), OperatorRole.Operator);
    public static readonly Actor Boss = Actor.Of(new OperatorId("boss"), OperatorRole.Supervisor);

    private static readonly AreaId Village = new("village");

    private static readonly DeviceType[] Types =
        [DeviceType.Pendant, DeviceType.FallWearable, DeviceType.SmokeDetector, DeviceType.GasDetector, DeviceType.LeakDetector, DeviceType.Gateway];

    /// <summary>Draws the file.</summary>
    /// <param name="homes">How many homes.</param>
    /// <param name="random">Draws.</param>
    /// <param name="senses">Draws which homes have sensors.</param>
    public static DirectoryEdit Draw(int homes, Random random, Random senses) => new(Centre, Actor.System, [.. Items(homes, random, senses)], [], "town");

    private static IEnumerable<DirectoryItem> Items(int homes, Random random, Random senses)
    {
        yield return new Centre(Centre, "96345", "96345", Village, "Asia/Shanghai");
        yield return new Area(Centre, Village, null, AreaLevel.Village, "Chengnan", new GeoPoint(29.59, 120.83));
        yield return DefaultPolicies.Life(Centre);
        yield return DefaultPolicies.Technical(Centre);
        yield return new Operator(Centre, new OperatorId("wang"), "Wang", OperatorRole.Operator, "-", []);
        yield return new Operator(Centre, new OperatorId("li"), "Li", OperatorRole.Operator, "-", []);
        // A file whose policy would reach nobody is refused, so somebody always has a number.
        yield return new Operator(Centre, new OperatorId("boss"), "He", OperatorRole.Supervisor, "-", Methods("9000", 1, random));
        for (var i = 1; i <= random.Next(3); i++)
        {
            yield return new Responder(Centre, new ResponderId($"guard{i}"), $"Guard {i}", ResponderRole.PropertyGuard, [Village], Methods("8000", i, random), new GeoPoint(29.59, 120.83 + (i * 0.001)), Language: Language.English);
        }

        foreach (var rule in SenseFile.Rules())
        {
            yield return rule;
        }

        for (var home = 1; home <= homes; home++)
        {
            foreach (var item in SenseFile.WithSenses(new HouseholdId($"home{home}"), Home(home, random), senses))
            {
                yield return item;
            }
        }
    }

    private static IEnumerable<DirectoryItem> Home(int number, Random random)
    {
        var home = new HouseholdId($"home{number}");
        yield return new Household(Centre, home, Village, $"Home {number}", $"Lane {number}", new GeoPoint(29.59, 120.83), null, "4711");
        yield return new Resident(Centre, new ResidentId($"resident{number}"), home, $"Resident {number}", 1941, random.Next(5), random.Happens(0.6), []);
        foreach (var type in Types.Where(t => t == DeviceType.Pendant || random.Happens(0.6)))
        {
            yield return new Device(Centre, new DeviceId($"{type}{number}"), home, type, Profile: SenseFile.Seldom);
        }

        for (var order = 1; order <= random.Next(4); order++)
        {
            yield return new Contact(
                Centre, new ContactId($"contact{number}-{order}"), home, $"Contact {order}", "child", order, Methods($"{number}", order, random), random.Pick([Language.Chinese, Language.English]));
        }
    }

    private static IReadOnlyList<ContactMethod> Methods(string block, int number, Random random)
    {
        PrivateText address = string.Create(CultureInfo.InvariantCulture, $"+8610{block.PadLeft(4, '0')}{number:0000}");
        ContactMethod[] all = [new(Channel.Sms, address), new(Channel.Voice, address)];
        return random.Next(10) switch
        {
            0 => [all[0]],
            1 => [all[1]],
            2 => [all[1], all[0]],
            _ => all,
        };
    }
}

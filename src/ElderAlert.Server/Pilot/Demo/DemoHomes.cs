using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>Forty-five homes, three in each town, with who lives there, who is told and what is installed.</summary>
internal sealed class DemoHomes(CentreId centre, DemoSecret secret, DemoPhones phones, Random random)
{
    /// <summary>How many homes there are.</summary>
    public const int Count = 45;

    private const int HomesPerTown = Count / DemoPlaces.TownCount;
    private const int OldestBirthYear = 1931;
    private const int YoungestBirthYear = 1955;

    /// <summary>How the ability levels 0 to 4 are spread over a hundred residents at special risk.</summary>
    private static readonly int[] AbilityPercent = [34, 30, 20, 11, 5];

    private static readonly string[] Conditions =
    [
        "高血压 hypertension", "冠心病 coronary heart disease", "糖尿病 diabetes", "听力下降 hard of hearing", "服用抗凝药 takes blood thinners",
        "髋关节置换术后 hip replacement", "轻度认知障碍 mild cognitive impairment", "帕金森病 Parkinson's disease", "慢阻肺 COPD", "白内障 cataract",
    ];

    /// <summary>Every item of every home.</summary>
    public IEnumerable<DirectoryItem> Items() => Enumerable.Range(0, Count).SelectMany(Home);

    private IEnumerable<DirectoryItem> Home(int index)
    {
        var id = new HouseholdId(string.Create(CultureInfo.InvariantCulture, $"h{index + 1:00}"));
        var (town, village) = (index / HomesPerTown, index % DemoPlaces.VillagesPerTown);
        var isWoman = random.Next(100) < 62;
        var elder = DemoNames.Elder(random, isWoman);
        var livesAlone = random.Next(100) < 70;
        yield return new Household(
            centre,
            id,
            DemoPlaces.Village(town, village),
            $"{elder.Family.Chinese}{(isWoman ? "奶奶" : "爷爷")}家 {elder.Family.Latin} home",
            $"青溪市{DemoPlaces.TownName(town)}{DemoPlaces.VillageName(town, village)}{random.Next(1, 180)}号",
            DemoPeople.Nearby(DemoPlaces.VillagePoint(town, village), random),
            phones.Next(),
            EntryData());
        foreach (var resident in Residents(id, elder, livesAlone, isWoman))
        {
            yield return resident;
        }

        foreach (var contact in Contacts(id, elder))
        {
            yield return contact;
        }

        foreach (var device in new DemoDevices(centre, id, secret).Of(index))
        {
            yield return device;
        }
    }

    private PrivateText EntryData() => random.Next(3) switch
    {
        0 => $"钥匙盒在门右侧，密码 {random.Next(1000, 9999)}。Key safe right of the door.",
        1 => "备用钥匙在隔壁邻居家。The neighbour next door holds a key.",
        _ => $"电子门锁临时密码 {random.Next(100_000, 999_999)}#。Door code of the electronic lock.",
    };

    private IEnumerable<Resident> Residents(HouseholdId home, DemoName elder, bool livesAlone, bool isWoman)
    {
        yield return Resident(home, 1, elder, livesAlone);
        if (!livesAlone)
        {
            yield return Resident(home, 2, DemoNames.Elder(random, !isWoman), livesAlone: false);
        }
    }

    private Resident Resident(HouseholdId home, int number, DemoName name, bool livesAlone) => new(
        centre,
        new ResidentId($"{home}-r{number}"),
        home,
        name.ToString(),
        random.Next(OldestBirthYear, YoungestBirthYear),
        Ability(),
        livesAlone,
        [.. Conditions.OrderBy(_ => random.Next()).Take(random.Next(0, 4)).Select(c => new PrivateText(c))]);

    private int Ability()
    {
        var percent = random.Next(100);
        var level = 0;
        while (percent >= AbilityPercent[level])
        {
            percent -= AbilityPercent[level++];
        }

        return level;
    }

    private IEnumerable<Contact> Contacts(HouseholdId home, DemoName elder)
    {
        var hasDaughter = random.Next(2) == 0;
        yield return Contact(1, DemoNames.Adult(random, hasDaughter, elder.Family), hasDaughter ? "女儿 daughter" : "儿子 son");
        yield return Contact(2, DemoNames.Adult(random, random.Next(2) == 0), "邻居 neighbour");
        if (random.Next(2) == 0)
        {
            yield return Contact(3, DemoNames.Adult(random, isWoman: true, elder.Family), "孙女 granddaughter");
        }

        Contact Contact(int order, DemoName name, string relation) => new(
            centre, new ContactId($"{home}-c{order}"), home, name.ToString(), relation, order, DemoPeople.Reached(phones.Next()), Hours: DemoDuty.HoursOf(order));
    }
}

using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Server.Auth;

namespace ElderAlert.Server.Pilot.Demo;

/// <summary>Who answers and who goes: four operators and twenty responders.</summary>
internal static class DemoPeople
{
    /// <summary>The user names of the operators, with their roles.</summary>
    public static readonly (string User, OperatorRole Role)[] Staff =
    [
        ("operator1", OperatorRole.Operator), ("operator2", OperatorRole.Operator),
        ("supervisor", OperatorRole.Supervisor), ("admin", OperatorRole.Administrator),
    ];

    private const double VillageWidth = 0.006;

    /// <summary>Operators with passwords from the secret.</summary>
    public static IEnumerable<Operator> Operators(CentreId centre, DemoSecret secret, DemoPhones phones, Random random)
    {
        foreach (var (user, role) in Staff)
        {
            var name = DemoNames.Adult(random, random.Next(2) == 0).ToString();
            yield return new Operator(
                centre, new OperatorId(user), name, role, PasswordHash.Create(secret.PasswordOf(user)), Reached(phones.Next()));
        }
    }

    /// <summary>A grid worker for each town, two doctors, two volunteers and a property guard.</summary>
    public static IEnumerable<Responder> Responders(CentreId centre, DemoPhones phones, Random random)
    {
        for (var town = 0; town < DemoPlaces.TownCount; town++)
        {
            yield return Of(ResponderRole.GridWorker, town + 1, [DemoPlaces.Town(town)], DemoPlaces.VillagePoint(town, random.Next(2)));
        }

        yield return Of(ResponderRole.Doctor, 16, [DemoPlaces.County], DemoPlaces.TownPoint(0));
        yield return Of(ResponderRole.Doctor, 17, [DemoPlaces.County], DemoPlaces.TownPoint(8));
        yield return Of(ResponderRole.Volunteer, 18, [DemoPlaces.County], DemoPlaces.TownPoint(3));
        yield return Of(ResponderRole.Volunteer, 19, [DemoPlaces.Town(4), DemoPlaces.Town(5), DemoPlaces.Town(6)], DemoPlaces.TownPoint(5));
        yield return Of(ResponderRole.PropertyGuard, 20, [.. Enumerable.Range(0, 4).Select(DemoPlaces.Town)], DemoPlaces.TownPoint(1));

        Responder Of(ResponderRole role, int number, IReadOnlyList<AreaId> areas, GeoPoint near) => new(
            centre,
            new ResponderId(string.Create(CultureInfo.InvariantCulture, $"r{number:00}")),
            DemoNames.Adult(random, random.Next(2) == 0).ToString(),
            role,
            areas,
            Reached(phones.Next()),
            Nearby(near, random));
    }

    /// <summary>By SMS first, then by voice.</summary>
    public static IReadOnlyList<ContactMethod> Reached(string phone) => [new(Channel.Sms, phone), new(Channel.Voice, phone)];

    /// <summary>A door within a village.</summary>
    public static GeoPoint Nearby(GeoPoint point, Random random) => DemoPlaces.Point(
        point.Latitude + (random.NextDouble() - 0.5) * VillageWidth, point.Longitude + (random.NextDouble() - 0.5) * VillageWidth);
}

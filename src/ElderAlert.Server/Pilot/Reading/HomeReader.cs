using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;

namespace ElderAlert.Server.Pilot.Reading;

/// <summary>Reads households with their residents, contacts and devices.</summary>
internal static class HomeReader
{
    private const int OldestBirthYear = 1900;
    private const int YoungestBirthYear = 2020;

    public static void Read(PilotDraft draft, ObjectReader top)
    {
        foreach (var home in top.List("households"))
        {
            var id = new HouseholdId(home.Text("id"));
            var policy = home.OptionalText("policy");
            var item = new Household(
                draft.Centre,
                id,
                new AreaId(home.Text("area")),
                home.Text("name"),
                home.Text("address"),
                PlaceReader.Point(home),
                Private(home.OptionalText("phone")),
                Private(home.OptionalText("entryData")),
                policy is null ? null : new PolicyId(policy));
            var (residents, contacts, devices) = (home.List("residents"), home.List("contacts"), home.List("devices"));
            draft.Add(item, home);
            ReadResidents(draft, id, residents);
            ReadContacts(draft, id, contacts);
            foreach (var device in devices)
            {
                DeviceReader.Read(draft, id, device);
            }
        }
    }

    private static void ReadResidents(PilotDraft draft, HouseholdId home, IReadOnlyList<ObjectReader> residents)
    {
        for (var i = 0; i < residents.Count; i++)
        {
            var resident = residents[i];
            var id = new ResidentId(resident.OptionalText("id") ?? Ordinal(home, 'r', i));
            var item = new Resident(
                draft.Centre,
                id,
                home,
                resident.Text("name"),
                resident.OptionalInteger("birthYear", OldestBirthYear, YoungestBirthYear),
                resident.OptionalInteger("abilityLevel", 0, 4) ?? 0,
                resident.Flag("livesAlone", otherwise: false),
                [.. resident.Texts("conditions").Select(c => new PrivateText(c))],
                PlanReader.Read(resident) ?? draft.OnFile.Find(id)?.Plan);
            if (!resident.Has("abilityLevel"))
            {
                resident.Report("abilityLevel", "has no \"abilityLevel\" (GB/T 42195-2022, 0 to 4)");
            }

            draft.Add(item, resident);
        }
    }

    private static void ReadContacts(PilotDraft draft, HouseholdId home, IReadOnlyList<ObjectReader> contacts)
    {
        for (var i = 0; i < contacts.Count; i++)
        {
            var contact = contacts[i];
            var item = new Contact(
                draft.Centre,
                new ContactId(contact.OptionalText("id") ?? Ordinal(home, 'c', i)),
                home,
                contact.Text("name"),
                contact.Text("relation"),
                contact.OptionalInteger("order", 1, 100) ?? i + 1,
                PeopleReader.Methods(contact, isRequired: true),
                contact.Choice("language", Language.Chinese),
                HoursReader.ReadList(contact, "hours"));
            draft.Add(item, contact);
        }
    }

    private static PrivateText? Private(string? text) => text is null ? (PrivateText?)null : new PrivateText(text);

    private static string Ordinal(HouseholdId home, char kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{home}-{kind}{index + 1}");
}

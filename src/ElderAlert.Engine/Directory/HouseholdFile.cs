using System.Collections.Immutable;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;

namespace ElderAlert.Engine.Directory;

/// <summary>What is on file of one household and under it.</summary>
/// <param name="Household">Itself; null where only others name it.</param>
/// <param name="Residents">Who lives there.</param>
/// <param name="Contacts">In the order in which they are told.</param>
/// <param name="Devices">What is installed there.</param>
/// <param name="Absences">When somebody is away.</param>
internal sealed record HouseholdFile(
    Household? Household,
    ImmutableList<Resident> Residents,
    ImmutableList<Contact> Contacts,
    ImmutableList<Device> Devices,
    ImmutableList<Absence> Absences)
{
    public static readonly HouseholdFile Empty = new(null, [], [], [], []);

    /// <summary>What rules ask about those who live there, with every signal; worked out when that changes.</summary>
    public ResidentTraits Traits { get; private init; } = ResidentTraits.Of([]);

    /// <summary>The household under which an item is filed; null for items of the centre.</summary>
    public static HouseholdId? HouseholdOf(DirectoryItem item) => item switch
    {
        Household h => h.Id,
        Resident r => r.Household,
        Contact c => c.Household,
        Device d => d.Household,
        Absence a => a.Household,
        _ => null,
    };

    public HouseholdFile Add(DirectoryItem item) => item switch
    {
        Household h => this with { Household = h },
        Resident r => With(Residents.Add(r)),
        Contact c => this with { Contacts = Contacts.Add(c).Sort((a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : string.CompareOrdinal(a.Key, b.Key)) },
        Device d => this with { Devices = Devices.Add(d) },
        Absence a => this with { Absences = Absences.Add(a) },
        _ => this,
    };

    public HouseholdFile Remove(DirectoryItem item) => item switch
    {
        Household _ => this with { Household = null },
        Resident r => With(Residents.RemoveAll(x => x.Key == r.Key)),
        Contact c => this with { Contacts = Contacts.RemoveAll(x => x.Key == c.Key) },
        Device d => this with { Devices = Devices.RemoveAll(x => x.Key == d.Key) },
        Absence a => this with { Absences = Absences.RemoveAll(x => x.Key == a.Key) },
        _ => this,
    };

    private HouseholdFile With(ImmutableList<Resident> residents) => this with { Residents = residents, Traits = ResidentTraits.Of(residents) };
}

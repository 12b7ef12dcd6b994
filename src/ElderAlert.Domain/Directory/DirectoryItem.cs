using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Retention;

namespace ElderAlert.Domain.Directory;

/// <summary>Something that the centre keeps on file: who lives where, who is to be told, who goes.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
public abstract record DirectoryItem(CentreId Centre)
{
    /// <summary>The item's id as text, unique within its type.</summary>
    public abstract string Key { get; }

    /// <summary>The household under whose key its private text is sealed; null means the centre's key.</summary>
    public virtual HouseholdId? SealedFor => null;
}

/// <summary>A centre 服务中心.</summary>
/// <param name="Id">The tenant's id.</param>
/// <param name="Name">What the hotline is called.</param>
/// <param name="Hotline">The number that people dial, for example 96345.</param>
/// <param name="Area">The area that it serves.</param>
/// <param name="TimeZone">IANA name of the local time, for example Asia/Shanghai.</param>
/// <param name="QuietHours">When routine notices wait, in local time; null or empty: never. Danger to life knows no quiet hours.</param>
/// <param name="Retention">How long it keeps what is written about people; null means <see cref="RetentionPolicy.Default"/>.</param>
public sealed record Centre(
    CentreId Id,
    string Name,
    string Hotline,
    AreaId? Area,
    string TimeZone,
    IReadOnlyList<WeeklyHours>? QuietHours = null,
    RetentionPolicy? Retention = null) : DirectoryItem(Id)
{
    public override string Key => Id.Value;
}

/// <summary>The five levels of administration.</summary>
public enum AreaLevel
{
    Province,
    City,
    County,

    /// <summary>Town or subdistrict.</summary>
    Town,

    /// <summary>Village or community.</summary>
    Village,
}

/// <summary>An area 区域 in the five levels.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The area's id, for example its administrative division code.</param>
/// <param name="Parent">The area one level up; null at the top of the file.</param>
/// <param name="Level">Which of the five levels.</param>
/// <param name="Name">Its name.</param>
/// <param name="Location">A point to centre a map on.</param>
public sealed record Area(CentreId Centre, AreaId Id, AreaId? Parent, AreaLevel Level, string Name, GeoPoint? Location)
    : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
}

/// <summary>A household 住户: a dwelling that is watched over.</summary>
/// <param name="Centre">The centre that answers for it.</param>
/// <param name="Id">The household's id.</param>
/// <param name="Area">The village or community that it lies in.</param>
/// <param name="Name">How operators call it, for example the family's name and the house.</param>
/// <param name="Address">Where to send people.</param>
/// <param name="Location">Coordinates of the door.</param>
/// <param name="Phone">The number in the dwelling, dialled for voice contact.</param>
/// <param name="EntryData">Key safe, door code, who holds a key; shown only to those who work an incident, and each view is journalled.</param>
/// <param name="Policy">The escalation policy for danger to life; null means the centre's default.</param>
public sealed record Household(
    CentreId Centre,
    HouseholdId Id,
    AreaId Area,
    PrivateText Name,
    PrivateText Address,
    GeoPoint? Location,
    PrivateText? Phone,
    PrivateText? EntryData,
    PolicyId? Policy = null) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
    public override HouseholdId? SealedFor => Id;
}

/// <summary>A resident 老人: the person protected.</summary>
/// <param name="Centre">The centre that answers for them.</param>
/// <param name="Id">The resident's id.</param>
/// <param name="Household">Where they live.</param>
/// <param name="Name">Their name.</param>
/// <param name="BirthYear">Year of birth, where known.</param>
/// <param name="AbilityLevel">GB/T 42195-2022: 0 intact, 1 mild, 2 moderate, 3 severe, 4 complete loss.</param>
/// <param name="LivesAlone">Nobody else is usually there.</param>
/// <param name="Conditions">What a responder must know (heart disease, hard of hearing, blood thinners).</param>
/// <param name="Plan">What is watched for this person; null means the usual (<see cref="ResidentPlan.Usual"/>).</param>
public sealed record Resident(
    CentreId Centre,
    ResidentId Id,
    HouseholdId Household,
    PrivateText Name,
    int? BirthYear,
    int AbilityLevel,
    bool LivesAlone,
    IReadOnlyList<PrivateText> Conditions,
    ResidentPlan? Plan = null) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
    public override HouseholdId? SealedFor => Household;
}

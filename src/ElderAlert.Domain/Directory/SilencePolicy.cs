namespace ElderAlert.Domain.Directory;

/// <summary>The numbers of a centre's silence rules. A centre without one on file has <see cref="Usual"/>.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The policy's id; of several the first by id rules.</param>
/// <param name="Outage">When many silent homes are one outage.</param>
/// <param name="Battery">When a battery is low, good, and told again.</param>
/// <param name="Inactivity">When a silence is unusual.</param>
/// <param name="Absence">What holds for absences.</param>
public sealed record SilencePolicy(
    CentreId Centre,
    PolicyId Id,
    OutageLimits Outage,
    BatteryLimits Battery,
    InactivityLimits Inactivity,
    AbsenceLimits Absence) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;

    /// <summary>The defaults.</summary>
    public static SilencePolicy Usual(CentreId centre) => new(
        centre,
        new PolicyId($"{centre}.silence"),
        new OutageLimits(Share: 0.5, Households: 3, Within: TimeSpan.FromMinutes(15)),
        new BatteryLimits(LowPercent: 10, GoodPercent: 30, RemindAfter: TimeSpan.FromHours(24)),
        new InactivityLimits(
            DaysToLearn: 5,
            DaysKept: 90,
            DaysPerException: 28,
            Margin: TimeSpan.FromMinutes(30),
            AtLeast: TimeSpan.FromHours(1),
            Unlearned: TimeSpan.FromHours(12),
            Out: TimeSpan.FromHours(14),
            Settle: TimeSpan.FromMinutes(15)),
        new AbsenceLimits(Longest: TimeSpan.FromDays(90), Departure: TimeSpan.FromHours(1)));
}

/// <summary>When silent homes of an area are one outage.</summary>
/// <param name="Share">From this share of the area's homes, 0 to 1. Default one half.</param>
/// <param name="Households">And from this many homes. Default 3.</param>
/// <param name="Within">They fell silent within so long of each other; devices that speak less often are not counted. Default 15 minutes.</param>
public sealed record OutageLimits(double Share, int Households, TimeSpan Within);

/// <summary>When a battery is low.</summary>
/// <param name="LowPercent">At or below it is low, where the device does not judge that itself. Default 10.</param>
/// <param name="GoodPercent">From here on it has been charged or replaced. Default 30, far from low, so that a cold night does not flap.</param>
/// <param name="RemindAfter">While it is low, it is told again each time after so long. Default a day.</param>
public sealed record BatteryLimits(double LowPercent, double GoodPercent, TimeSpan RemindAfter);

/// <summary>When a silence at home is unusual.</summary>
/// <param name="DaysToLearn">Days with signs of life before a home's own rhythm is trusted. Default 5.</param>
/// <param name="DaysKept">Days that the rhythm is made of; older ones are forgotten. Default 90.</param>
/// <param name="DaysPerException">The longest silence of one in so many days is taken as an exception and not as usual. Default 28.</param>
/// <param name="Margin">A silence may exceed the usual by so much, and by more while few days are known. Default 30 minutes.</param>
/// <param name="AtLeast">No silence shorter than this is unusual. Default an hour.</param>
/// <param name="Unlearned">What counts as unusual before the rhythm is known. Default 12 hours.</param>
/// <param name="Out">Somebody who went out is missed after so long. Default 14 hours.</param>
/// <param name="Settle">After the door moved, nobody moving inside for so long means that the resident is out. Default 15 minutes.</param>
public sealed record InactivityLimits(
    int DaysToLearn,
    int DaysKept,
    int DaysPerException,
    TimeSpan Margin,
    TimeSpan AtLeast,
    TimeSpan Unlearned,
    TimeSpan Out,
    TimeSpan Settle);

/// <summary>What holds for absences.</summary>
/// <param name="Longest">One may not be longer, so that nobody stays unwatched by mistake. Default 90 days.</param>
/// <param name="Departure">So long after its beginning, movement in the home is the departure and raises no question. Default an hour.</param>
public sealed record AbsenceLimits(TimeSpan Longest, TimeSpan Departure);

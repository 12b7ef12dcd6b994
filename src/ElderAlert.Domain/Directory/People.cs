using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Domain.Notifications;

namespace ElderAlert.Domain.Directory;

/// <summary>A way to reach a person.</summary>
/// <param name="Channel">SMS or voice.</param>
/// <param name="Address">The number in E.164 form (+8613800000000).</param>
/// <param name="IsVerified">
/// Somebody has been reached at this number. One that was never tried is used for life alarms as a last resort only, and nobody is put
/// on file with such numbers alone. Default true, which is also what files say that were written before there was a choice.
/// </param>
public sealed record ContactMethod(Channel Channel, PrivateText Address, bool IsVerified = true);

/// <summary>The language a person is written to in.</summary>
public enum Language
{
    Chinese,
    English,
}

/// <summary>A contact 联系人: a relative or neighbour who is told, in order.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The contact's id.</param>
/// <param name="Household">Whose contact it is.</param>
/// <param name="Name">Their name.</param>
/// <param name="Relation">For example daughter, neighbour.</param>
/// <param name="Order">1 is told first.</param>
/// <param name="Methods">How to reach them, best first.</param>
/// <param name="Language">The language of their messages.</param>
/// <param name="Hours">When they may be told, in the centre's time; null or empty: always. Outside of them others are told first.</param>
public sealed record Contact(
    CentreId Centre,
    ContactId Id,
    HouseholdId Household,
    PrivateText Name,
    string Relation,
    int Order,
    IReadOnlyList<ContactMethod> Methods,
    Language Language = Language.Chinese,
    IReadOnlyList<WeeklyHours>? Hours = null) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
    public override HouseholdId? SealedFor => Household;
}

/// <summary>What a responder is.</summary>
public enum ResponderRole
{
    /// <summary>Grid worker 网格员.</summary>
    GridWorker,

    /// <summary>Community doctor.</summary>
    Doctor,
    Volunteer,

    /// <summary>Property guard 物业保安.</summary>
    PropertyGuard,
}

/// <summary>A responder 救助人员: a person or team that goes.</summary>
/// <param name="Centre">The centre whose file it is in.</param>
/// <param name="Id">The responder's id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they are.</param>
/// <param name="Areas">The areas that they go to; an area includes those below it.</param>
/// <param name="Methods">How to reach them, best first.</param>
/// <param name="Location">Where they usually are; orders them by distance.</param>
/// <param name="OnDuty">Whether they may be sent at all; when they are on call is for a <see cref="Rota"/> to say.</param>
/// <param name="Language">The language of their messages.</param>
public sealed record Responder(
    CentreId Centre,
    ResponderId Id,
    PrivateText Name,
    ResponderRole Role,
    IReadOnlyList<AreaId> Areas,
    IReadOnlyList<ContactMethod> Methods,
    GeoPoint? Location,
    bool OnDuty = true,
    Language Language = Language.Chinese) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
}

/// <summary>What an operator may do.</summary>
public enum OperatorRole
{
    /// <summary>Works incidents.</summary>
    Operator,

    /// <summary>Works incidents, takes over from others, and is told when one is overdue.</summary>
    Supervisor,

    /// <summary>A supervisor who also edits the directory.</summary>
    Administrator,
}

/// <summary>A person who signs in to the dispatch console.</summary>
/// <param name="Centre">The centre that they work for.</param>
/// <param name="Id">The sign-in name.</param>
/// <param name="Name">Shown to colleagues, and to families as who has the incident.</param>
/// <param name="Role">What they may do.</param>
/// <param name="PasswordHash">Salted hash of the password.</param>
/// <param name="Methods">How a supervisor is reached away from the console.</param>
/// <param name="Language">The language of their messages.</param>
public sealed record Operator(
    CentreId Centre,
    OperatorId Id,
    string Name,
    OperatorRole Role,
    string PasswordHash,
    IReadOnlyList<ContactMethod> Methods,
    Language Language = Language.Chinese) : DirectoryItem(Centre)
{
    public override string Key => Id.Value;
}

using System.Text.Json.Serialization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Duty;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Views;

namespace ElderAlert.Server.Api.Files;

/// <summary>A resident, on the wire.</summary>
internal sealed record ResidentDocument(
    HouseholdId Household,
    PrivateText Name,
    int AbilityLevel,
    bool LivesAlone,
    int? BirthYear = null,
    IReadOnlyList<PrivateText>? Conditions = null,
    ResidentPlan? Plan = null) : FileDocument;

/// <summary>A contact, on the wire.</summary>
internal sealed record ContactDocument(
    HouseholdId Household,
    PrivateText Name,
    string Relation,
    int Order,
    IReadOnlyList<ContactMethodView> Methods,
    Language Language = Language.Chinese,
    IReadOnlyList<WeeklyHours>? Hours = null) : FileDocument;

/// <summary>A responder, on the wire.</summary>
internal sealed record ResponderDocument(
    PrivateText Name,
    ResponderRole Role,
    IReadOnlyList<AreaId> Areas,
    IReadOnlyList<ContactMethodView> Methods,
    GeoPoint? Location = null,
    bool OnDuty = true,
    Language Language = Language.Chinese) : FileDocument;

/// <summary>An operator, on the wire.</summary>
internal sealed record OperatorDocument(
    string Name,
    OperatorRole Role,
    IReadOnlyList<ContactMethodView>? Methods = null,
    Language Language = Language.Chinese) : FileDocument
{
    /// <summary>A new password; needed for a new operator, left out it stays. Never read back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PrivateText? Password { get; init; }
}

/// <summary>Residents, contacts, responders and operators.</summary>
internal static class PeopleFiles
{
    public static readonly FileKind<Resident, ResidentDocument> Residents = new()
    {
        Path = "residents",
        Name = "resident",
        Prefix = "res",
        Home = r => r.Household,
        Show = r => new ResidentDocument(r.Household, r.Name, r.AbilityLevel, r.LivesAlone, r.BirthYear, r.Conditions, r.Plan) { Id = r.Key },
        Texts = (r, _) => [r.Name.Value, r.Key],
        Read = (to, d) => new Resident(
            to.Centre, new ResidentId(to.Id), d.Household, Fields.Text(d.Name.Value, "name"), d.BirthYear, d.AbilityLevel, d.LivesAlone, d.Conditions ?? [], d.Plan),
    };

    public static readonly FileKind<Contact, ContactDocument> Contacts = new()
    {
        Path = "contacts",
        Name = "contact",
        Prefix = "con",
        Home = c => c.Household,
        Show = c => new ContactDocument(c.Household, c.Name, c.Relation, c.Order, ContactMethodView.Of(c.Methods), c.Language, c.Hours) { Id = c.Key },
        Texts = (c, _) => c.Methods.Select(m => m.Address.Value).Append(c.Name.Value).Append(c.Key),
        Read = (to, d) => new Contact(
            to.Centre,
            new ContactId(to.Id),
            d.Household,
            Fields.Text(d.Name.Value, "name"),
            Fields.Text(d.Relation, "relation"),
            d.Order,
            Fields.Methods(d.Methods),
            d.Language,
            d.Hours),
    };

    /// <summary>A supervisor may change who is on duty; everybody else on file is the administrator's.</summary>
    public static readonly FileKind<Responder, ResponderDocument> Responders = new()
    {
        Path = "responders",
        Name = "responder",
        Prefix = "rsp",
        WritePolicy = Auth.Policies.Supervisor,
        Show = r => new ResponderDocument(r.Name, r.Role, r.Areas, ContactMethodView.Of(r.Methods), r.Location, r.OnDuty, r.Language) { Id = r.Key },
        Texts = (r, _) => r.Methods.Select(m => m.Address.Value).Append(r.Name.Value).Append(r.Key),
        Read = (to, d) => new Responder(
            to.Centre,
            new ResponderId(to.Id),
            Fields.Text(d.Name.Value, "name"),
            d.Role,
            d.Areas,
            Fields.Methods(d.Methods),
            Fields.Place(d.Location, "location"),
            d.OnDuty,
            d.Language),
    };

    public static readonly FileKind<Operator, OperatorDocument> Operators = new()
    {
        Path = "operators",
        Name = "operator",
        Prefix = "op",
        Show = o => new OperatorDocument(o.Name, o.Role, ContactMethodView.Of(o.Methods), o.Language) { Id = o.Key },
        Texts = (o, _) => [o.Name, o.Key],
        Read = (to, d) => new Operator(
            to.Centre, new OperatorId(to.Id), Fields.Text(d.Name, "name"), d.Role, HashOf(d.Password, to.Before), Fields.Methods(d.Methods), d.Language),
        Objection = LastAdministrator,
    };

    private static string HashOf(PrivateText? password, Operator? before) => password switch
    {
        { Value.Length: < PasswordHash.ShortestPassword } => throw Fields.Wrong("password", $"must have at least {PasswordHash.ShortestPassword} characters"),
        { Value.Length: > PasswordHash.LongestPassword } => throw Fields.Wrong("password", $"may have at most {PasswordHash.LongestPassword} characters"),
        { } text => PasswordHash.Create(text.Value),
        null => before?.PasswordHash ?? throw Fields.Wrong("password", "is missing"),
    };

    /// <summary>Without an administrator nobody could change the file again.</summary>
    private static string? LastAdministrator(Operator before, Operator? after, DirectoryIndex directory) =>
        before.Role == OperatorRole.Administrator
        && after?.Role != OperatorRole.Administrator
        && directory.Of<Operator>(before.Centre).Count(o => o.Role == OperatorRole.Administrator) == 1
            ? $"operator {before.Key} is the centre's last administrator"
            : null;
}

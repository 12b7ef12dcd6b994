using System.Reflection;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Engine;
using Microsoft.AspNetCore.Authentication.Cookies;
using Claim = System.Security.Claims.Claim;

namespace ElderAlert.Server.Auth;

/// <summary>The operator behind a request, as the directory knows them at this moment.</summary>
/// <param name="Operator">Who.</param>
/// <param name="Centre">Whose; the only centre that this caller can see.</param>
/// <param name="Session">Names the sign-in: one browser of one operator.</param>
internal sealed record Caller(Operator Operator, Centre Centre, string Session)
{
    /// <summary>The caller as the journal names them.</summary>
    public Actor Actor => Actor.Of(Operator.Id, Operator.Role);

    /// <summary>Gives an endpoint its caller; only endpoints behind a policy may ask.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult(context.RequestServices.GetRequiredService<Callers>().Resolve(context.User));
}

/// <summary>Turns a session's claims into a caller. It asks the directory each time, so that an operator who was taken off the file, or whose password changed, is out at once.</summary>
internal sealed class Callers(IncidentEngine engine)
{
    private const string StampClaim = "stamp";
    private const string SessionClaim = ClaimTypes.Sid;

    /// <summary>The caller of a new session.</summary>
    public static Caller Begin(Operator who, Centre centre) => new(who, centre, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));

    /// <summary>The claims of a session.</summary>
    public static ClaimsPrincipal Principal(Caller caller) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, caller.Operator.Key),
            new Claim(ClaimTypes.Role, caller.Operator.Role.ToString()),
            new Claim(StampClaim, StampOf(caller.Operator)),
            new Claim(SessionClaim, caller.Session),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>The caller, or null where the session is no longer good.</summary>
    public Caller? Resolve(ClaimsPrincipal? user) =>
        user?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && engine.Directory.Find(new OperatorId(id)) is { } who
        && user.FindFirstValue(StampClaim) == StampOf(who)
        && user.FindFirstValue(SessionClaim) is { } session
        && engine.Directory.Find(who.Centre) is { } centre
            ? new Caller(who, centre, session)
            : null;

    /// <summary>Changes with the password, and tells nothing about it.</summary>
    private static string StampOf(Operator who) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(who.PasswordHash)).AsSpan(0, 8));
}

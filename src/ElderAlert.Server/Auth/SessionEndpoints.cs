using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Server.Hub;
using ElderAlert.Server.Views;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ElderAlert.Server.Auth;

/// <summary>What signs an operator in. The password is private even towards a log of this record.</summary>
internal sealed record Credentials(string User, PrivateText Password);

/// <summary>Who is signed in, and where.</summary>
internal sealed record Session(SessionOperator Operator, SessionCentre Centre, IReadOnlyList<Person> SignedOn)
{
    public static Session Of(Caller caller, ConsolePresence presence) => new(
        new SessionOperator(caller.Operator.Id, caller.Operator.Name, caller.Operator.Role),
        new SessionCentre(caller.Centre.Id, caller.Centre.Name, caller.Centre.Hotline, caller.Centre.TimeZone),
        presence.SignedOn(caller.Centre.Id));
}

internal sealed record SessionOperator(OperatorId Id, string Name, OperatorRole Role);

internal sealed record SessionCentre(CentreId Id, string Name, string Hotline, string TimeZone);

/// <summary><c>/api/session</c>: sign in, ask who is signed in, sign out.</summary>
internal static class SessionEndpoints
{
    private const int LongestUser = 128;

    /// <summary>Maps the three methods.</summary>
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("session");
        session.MapPost("/", SignInAsync).WithName("sign-in").Produces<Session>()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        session.MapGet("/", (Caller caller, ConsolePresence presence) => Session.Of(caller, presence))
            .WithName("session").RequireAuthorization(Policies.Console);
        session.MapDelete("/", SignOutAsync).WithName("sign-out").RequireAuthorization(Policies.Console);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, Credentials credentials, SignIn signIn, ConsolePresence presence)
    {
        if (credentials.User.Length is 0 or > LongestUser || credentials.Password.Value.Length is 0 or > PasswordHash.LongestPassword)
        {
            return Refused();
        }

        var result = await signIn.TryAsync(
            credentials.User, credentials.Password.Value, context.Connection.RemoteIpAddress, context.RequestAborted);
        switch (result)
        {
            case SignInResult.Welcome { Caller: var caller }:
                presence.SignedIn(caller);
                await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Callers.Principal(caller));
                return Results.Ok(Session.Of(caller, presence));
            case SignInResult.HeldBack { Wait: var wait }:
                var seconds = Math.Ceiling(wait.TotalSeconds);
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return Results.Problem(
                    statusCode: StatusCodes.Status429TooManyRequests,
                    title: "Too many wrong sign-ins",
                    detail: string.Create(CultureInfo.InvariantCulture, $"Try again in {seconds} s."),
                    extensions: [new("code", "heldBack")]);
            default:
                return Refused();
        }
    }

    private static IResult Refused() => Results.Problem(
        statusCode: StatusCodes.Status401Unauthorized,
        title: "Sign-in refused",
        detail: "User or password is wrong.",
        extensions: [new("code", "signInRefused")]);

    private static async Task<IResult> SignOutAsync(HttpContext context, Caller caller, ConsolePresence presence)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await presence.SignedOutAsync(caller, context.RequestAborted);
        return Results.NoContent();
    }
}

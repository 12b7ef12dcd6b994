using ElderAlert.Domain.Directory;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace ElderAlert.Server.Auth;

/// <summary>Cookie sessions and the three policies.</summary>
internal static class ConsoleAuth
{
    private const string CookieName = "elderalert";

    /// <summary>Registers sign-in. The keys that protect cookies lie in the storage folder, so that a restart keeps everybody signed in.</summary>
    public static IServiceCollection AddConsoleAuth(this IServiceCollection services, ElderAlertSettings settings)
    {
        services.AddSingleton<Callers>().AddSingleton<SignInThrottle>().AddSingleton<SignIn>();
        services.AddDataProtection().SetApplicationName("ElderAlert").PersistKeysToFileSystem(settings.Storage.CreateFolder("cookie-keys"));
        services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Configure(cookie, settings.Auth));
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Console, p => p.RequireAuthenticatedUser())
            .AddPolicy(Policies.Supervisor, p => p.RequireRole(nameof(OperatorRole.Supervisor), nameof(OperatorRole.Administrator)))
            .AddPolicy(Policies.Administrator, p => p.RequireRole(nameof(OperatorRole.Administrator)));
        return services;
    }

    /// <summary>Checks origin, session and policy, in that order.</summary>
    public static IApplicationBuilder UseConsoleAuth(this WebApplication app) => app
        .UseSameOrigin()
        .UseAuthentication()
        .UseAuthorization();

    private static void Configure(CookieAuthenticationOptions cookie, AuthOptions auth)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.IsEssential = true;
        cookie.Cookie.SecurePolicy = auth.SecureCookie ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(auth.SessionHours);
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = AskToSignInAsync;
        cookie.Events.OnRedirectToAccessDenied = context => ProblemAsync(context.HttpContext, StatusCodes.Status403Forbidden, "Your role does not allow this");
    }

    /// <summary>A session is as good as the operator's entry on file, and carries the role that the entry has now.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var callers = context.HttpContext.RequestServices.GetRequiredService<Callers>();
        if (callers.Resolve(context.Principal) is { } caller)
        {
            context.ReplacePrincipal(Callers.Principal(caller));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>A person who opens a page is taken to the console, which asks for the sign-in; a program gets its status.</summary>
    private static Task AskToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var isPage = HttpMethods.IsGet(request.Method)
            && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
        if (isPage)
        {
            context.Response.Redirect("/");
            return Task.CompletedTask;
        }

        return ProblemAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "Sign in first");
    }

    private static Task ProblemAsync(HttpContext context, int status, string title) =>
        Results.Problem(statusCode: status, title: title).ExecuteAsync(context);
}

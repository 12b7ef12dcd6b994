using System.Net;
using System.Net.Http.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Directory;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Auth;

public sealed class SessionTests : HotlineTests
{
    [Fact]
    public async Task SignIn_RightPassword_SetsACookieThatScriptsCannotReadAndJournalsIt()
    {
        using var browser = Hotline.Server.Browser();

        using var answer = await browser.Http.PostAsJsonAsync("/api/session", new { user = "wang", password = Hotline.Password });

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var session = await TestBrowser.BodyOf(answer);
        Assert.Equal("operator", session.GetProperty("operator").GetProperty("role").GetString());
        Assert.Equal("alpha", session.GetProperty("centre").GetProperty("id").GetString());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains(await Hotline.JournalAsync(Hotline.Alpha), e => e.Event is OperatorSignedIn { Operator.Value: "wang" });
    }

    [Theory]
    [InlineData("boss", "wrong password")]
    [InlineData("nobody-here", "unknown user")]
    public async Task SignIn_Wrong_IsRefusedWithoutSayingWhatAndJournalled(string user, string reason)
    {
        using var browser = Hotline.Server.Browser();

        var (status, body) = await browser.PostAsync("/api/session", new { user, password = "not it" });

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("signInRefused", body.GetProperty("code").GetString());
        Assert.Equal("User or password is wrong.", body.GetProperty("detail").GetString());
        Assert.Contains(await Hotline.JournalAsync(Hotline.Alpha), e => e.Event is SignInRefused r && r.UserName == user && r.Reason == reason);
    }

    [Fact]
    public async Task SignIn_AfterFiveFailures_WaitsEvenWithTheRightPassword()
    {
        await using var hotline = await Hotline.StartAsync();
        using var browser = hotline.Server.Browser();
        for (var i = 0; i < 5; i++)
        {
            await browser.PostAsync("/api/session", new { user = "wang", password = "guess" });
        }

        using var answer = await browser.Http.PostAsJsonAsync("/api/session", new { user = "wang", password = Hotline.Password });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/api/session", new { user = "boss", password = Hotline.Password })).Status);
    }

    [Fact]
    public async Task Session_WithoutACookie_IsUnauthorizedAsAProblem()
    {
        using var browser = Hotline.Server.Browser();

        using var answer = await browser.Http.GetAsync("/api/session");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAndIsJournalled()
    {
        using var browser = await Hotline.SignInAsync("bela");

        using var gone = await browser.Http.DeleteAsync("/api/session");
        using var after = await browser.Http.GetAsync("/api/session");

        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Contains(await Hotline.JournalAsync(Hotline.Beta), e => e.Event is OperatorSignedOut { Operator.Value: "bela", Reason: "signedOut" });
    }

    [Fact]
    public async Task Session_AfterThePasswordWasChanged_IsOver()
    {
        var before = new Operator(Hotline.Alpha, new OperatorId("li"), "Li", OperatorRole.Operator, Hotline.QuickHash(Hotline.Password), []);
        await EditAsync(before);
        using var browser = await Hotline.SignInAsync("li");

        await EditAsync(before with { PasswordHash = Hotline.QuickHash("another one") });

        using var answer = await browser.Http.GetAsync("/api/incidents");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Session_AfterARestart_IsStillGood()
    {
        var folder = Directory.CreateTempSubdirectory("elderalert-test-").FullName;
        string cookie;
        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            await server.Engine.EditAsync(Founders(), CancellationToken.None);
            using var browser = await server.SignInAsync("zhang", Hotline.Password);
            cookie = browser.Cookie;
        }

        await using (var server = await RunningServer.StartAsync(folder: folder))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Listeners.Http, "/api/session"));
            request.Headers.Add("Cookie", cookie);
            using var browser = server.Browser();
            using var answer = await browser.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static DirectoryEdit Founders() => new(
        Hotline.Alpha,
        Actor.System,
        [
            new Centre(Hotline.Alpha, "Alpha", "96345", Area: null, "Asia/Shanghai"),
            new Operator(Hotline.Alpha, new OperatorId("zhang"), "Zhang", OperatorRole.Operator, Hotline.QuickHash(Hotline.Password), []),
        ],
        []);

    private async Task EditAsync(DirectoryItem item) => Assert.IsType<EditResult.Done>(
        await Hotline.Server.Engine.EditAsync(new DirectoryEdit(item.Centre, Actor.System, [item], []), CancellationToken.None));
}

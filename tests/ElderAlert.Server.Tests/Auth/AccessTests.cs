using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Auth;

public sealed class AccessTests : HotlineTests
{
    [Fact]
    public void Endpoints_UnderApiAndHubs_AskForASignIn()
    {
        var open = Hotline.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } path
                && (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/hubs", StringComparison.Ordinal) || path.StartsWith("/outbox", StringComparison.Ordinal)))
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(e => e.DisplayName);

        Assert.Equal(["HTTP: POST /api/session/ => SignInAsync"], open);
    }

    [Theory]
    [InlineData("wang", "PUT", "/api/households/alpha-home")]
    [InlineData("boss", "PUT", "/api/households/alpha-home")]
    [InlineData("boss", "DELETE", "/api/operators/wang")]
    [InlineData("wang", "PUT", "/api/responders/alpha-guard")]
    [InlineData("boss", "POST", "/api/devices/alpha-pendant/key")]
    [InlineData("wang", "GET", "/api/journal")]
    [InlineData("wang", "GET", "/api/reports/kpi")]
    public async Task Call_BeyondTheRole_IsForbidden(string user, string method, string path)
    {
        using var browser = await Hotline.SignInAsync(user);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = JsonContent.Create(new { }) };

        using var answer = await browser.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "(own)", HttpStatusCode.OK)]
    public async Task Change_FromAPageOfAnotherSite_IsRefused(string header, string value, HttpStatusCode expected)
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/incidents/{id}/note") { Content = JsonContent.Create(new { text = "x" }) };
        request.Headers.Add(header, value == "(own)" ? Hotline.Server.Listeners.Http.GetLeftPart(UriPartial.Authority) : value);

        using var answer = await wang.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Hub_OpenedByAPageOfAnotherSite_IsRefused()
    {
        using var wang = await Hotline.SignInAsync("wang");

        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(Hotline.Server.Listeners.Http, wang.Cookie, "https://evil.example"));
        await using var own = await HubClient.ConnectAsync(
            Hotline.Server.Listeners.Http, wang.Cookie, Hotline.Server.Listeners.Http.GetLeftPart(UriPartial.Authority));
        Assert.NotEqual(default, await own.PingAsync());
    }

    [Fact]
    public async Task Hub_WithoutASession_IsRefused() =>
        await Assert.ThrowsAsync<WebSocketException>(() => HubClient.ConnectAsync(Hotline.Server.Listeners.Http, "elderalert=forged"));

    [Theory]
    [InlineData("/outbox", "text/html", HttpStatusCode.Redirect)]
    [InlineData("/outbox", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("/api/session", "text/html", HttpStatusCode.Unauthorized)]
    public async Task Page_WithoutASession_TakesAPersonToTheSignIn(string path, string accept, HttpStatusCode expected)
    {
        using var browser = Hotline.Server.Browser();
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);

        using var answer = await browser.Http.GetAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/session")]
    [InlineData("/health/live")]
    public async Task Answer_Any_CarriesTheSecurityHeaders(string path)
    {
        using var browser = Hotline.Server.Browser();

        using var answer = await browser.Http.GetAsync(path);

        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Server"));
    }
}

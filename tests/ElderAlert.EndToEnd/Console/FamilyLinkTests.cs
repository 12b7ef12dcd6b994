using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ElderAlert.EndToEnd.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ElderAlert.EndToEnd.Console;

/// <summary>The page behind the link in the daughter's message, on her phone, over a network that comes and goes.</summary>
public sealed class FamilyLinkTests
{
    private const string Pages = "**/f/**";

    [Fact]
    public async Task ServerIsStartedAnew_WhatIsShownStays_AndGoesOnAfterwards()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        var daughter = await OpenLinkAsync(browser, server);

        await daughter.RouteAsync(Pages, route => route.FulfillAsync(new() { Status = 502, Body = "Bad Gateway" }));
        await Expect(daughter.Locator("[data-offline]")).ToBeVisibleAsync();
        await Expect(daughter.GetByRole(AriaRole.Link, new() { Name = "Call the hotline" })).ToBeVisibleAsync();

        await daughter.UnrouteAsync(Pages);
        await Expect(daughter.Locator("[data-offline]")).ToBeHiddenAsync();
        browser.ExpectNoErrors();
    }

    [Fact]
    public async Task NoAnswerComes_IsSaid()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        var daughter = await OpenLinkAsync(browser, server);
        await daughter.Clock.InstallAsync();
        await daughter.ReloadAsync();

        await daughter.RouteAsync(Pages, _ => Task.CompletedTask);
        await daughter.Clock.RunForAsync(30_000);

        await Expect(daughter.Locator("[data-offline]")).ToBeVisibleAsync();
        browser.ExpectNoErrors();
    }

    [Fact]
    public async Task NothingIsNew_WhatIsShownIsLeftInPlace()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        var daughter = await OpenLinkAsync(browser, server);

        var isLeft = await daughter.EvaluateAsync<bool>(
            "() => { const shown = document.querySelector('#standing h1');"
            + " return new Promise(say => document.addEventListener('live:changed', () => say(shown.isConnected), { once: true })); }");

        Assert.True(isLeft);
    }

    private static async Task<IPage> OpenLinkAsync(Browser browser, ServerProcess server)
    {
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 1));
        await server.StartAsync();
        await Pendant.SignalAsync(server, home: 0, """{"id":"b1-1","kind":"fall","confidence":0.93}""");
        (await server.Http.PostAsJsonAsync("/api/session", new { user = "wang", password = PilotFile.Password })).EnsureSuccessStatusCode();
        var phone = await browser.OpenAsync(390, 844);
        await phone.GotoAsync(await LinkAsync(server));
        return phone;
    }

    /// <summary>The link in the message that came last.</summary>
    private static async Task<string> LinkAsync(ServerProcess server)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var outbox = await server.Http.GetStringAsync("/outbox", patience.Token);
            if (Regex.Match(outbox, "href=\"([^\"]*/f/[^\"]+)\"") is { Success: true } link)
            {
                return link.Groups[1].Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}

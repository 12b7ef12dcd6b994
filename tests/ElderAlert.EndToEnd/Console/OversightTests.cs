using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ElderAlert.EndToEnd.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ElderAlert.EndToEnd.Console;

/// <summary>What a supervisor looks after beside the alarms: rotas, homes in test mode, devices that trouble.</summary>
public sealed class OversightTests
{
    private const string Rota =
        """{"name":"Nights","of":"operators","shifts":[{"hours":{"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"from":"00:00","to":"00:00"},"begins":"2026-11-23","turns":[{"members":["wang"]}]}]}""";

    [Fact]
    public async Task Supervisor_SeesWhoIsOnDuty_AndEndsATestMode()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        await server.Http.PutAsync("/api/rotas/nights", new StringContent(Rota, System.Text.Encoding.UTF8, "application/json"));
        await server.Http.PostAsJsonAsync("/api/households/home-0/test-mode", new { minutes = 30 });
        var console = await SignInAsync(browser, server);

        await FollowAsync(console, "Rotas");
        await Expect(console.GetByRole(AriaRole.Region, new() { Name = "Nights" }).GetByText("Operator Wang").First).ToBeVisibleAsync();

        await FollowAsync(console, "Tests");
        await Expect(console.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Home 0") })).ToContainTextAsync("Supervisor He");
        await console.GetByRole(AriaRole.Button, new() { Name = "End it: Home 0" }).ClickAsync();
        await Expect(console.GetByText("Home 0: alarms are real again.")).ToBeVisibleAsync();
        await Expect(console.GetByText("No home is in test mode.")).ToBeVisibleAsync();
        browser.ExpectNoErrors();
    }

    [Fact]
    public async Task Supervisor_SeesADeviceThatIsPressedAgainAndAgain()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = await StartAsync();
        for (var press = 0; press <= 30; press++)
        {
            await Pendant.SignalAsync(server, home: 1, $$"""{"id":"p-{{press}}","kind":"sos"}""");
        }

        var console = await SignInAsync(browser, server);
        await FollowAsync(console, "Devices");

        var row = console.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Home 1") });
        await Expect(row).ToContainTextAsync("Presses very often");
        await Expect(row).ToContainTextAsync("31 (remarkable above 30)");
        browser.ExpectNoErrors();
    }

    private static async Task<ServerProcess> StartAsync()
    {
        var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 2));
        await server.StartAsync();
        using var signIn = await server.Http.PostAsJsonAsync("/api/session", new { user = "he", password = PilotFile.Password });
        signIn.EnsureSuccessStatusCode();
        return server;
    }

    private static async Task<IPage> SignInAsync(Browser browser, ServerProcess server)
    {
        var page = await browser.OpenAsync(1280, 800);
        await page.GotoAsync(server.Address.ToString());
        await page.GetByLabel("User name").FillAsync("he");
        await page.GetByLabel("Password").FillAsync(PilotFile.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByText("Danger to life").First).ToBeVisibleAsync();
        return page;
    }

    private static Task FollowAsync(IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
}

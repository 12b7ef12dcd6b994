using System.Text.RegularExpressions;
using ElderAlert.EndToEnd.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ElderAlert.EndToEnd.Console;

/// <summary>A fall from the sensor to the call-back, as operator, daughter and responder see it in their browsers.</summary>
public sealed class ClosedLoopTests
{
    [Fact]
    public async Task AFall_IsTakenFromQueueToClosed_WithFamilyAndResponder()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 3));
        await server.StartAsync();

        var console = await browser.OpenAsync(1440, 900);
        await SignInAsync(console, server);
        await Pendant.SignalAsync(server, home: 0, """{"id":"b1-1","kind":"fall","confidence":0.93,"detail":{"room":"bathroom"}}""");
        await console.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Home 0") }).ClickAsync();

        await ClickAsync(console, "Claim");
        await ClickAsync(console, "Nobody answered");
        await ClickAsync(console, "Dispatch");

        var outbox = await browser.OpenTabAsync(console);
        var daughter = await OpenLinkAsync(browser, outbox, server, "Daughter 0");
        await ClickAsync(daughter, "I am going now");
        await Expect(console.GetByText("Daughter 0", new() { Exact = false }).First).ToBeVisibleAsync();

        var guard = await OpenLinkAsync(browser, outbox, server, "Guard Lu");
        await ClickAsync(guard, "I am on my way");
        await Expect(daughter.GetByText("Guard Lu").First).ToBeVisibleAsync();
        await ClickAsync(guard, "I am there");

        await console.GetByLabel("Helped").First.CheckAsync();
        await ClickAsync(console, "Resolve");
        await Expect(daughter.GetByText("It is over").First).ToBeVisibleAsync();
        await console.GetByLabel("Well").First.CheckAsync();
        await console.GetByLabel("5", new() { Exact = true }).CheckAsync();
        await ClickAsync(console, "Record call-back");
        await ClickAsync(console, "Close");

        await Expect(console.GetByText("Closed").First).ToBeVisibleAsync();
        await console.GotoAsync(server.Address.ToString());
        await Expect(console.GetByText("Nobody is in danger that we know of.")).ToBeVisibleAsync();
        browser.ExpectNoErrors();
    }

    [Fact]
    public async Task TheServerDies_TheConsoleSaysSo_AndGoesOnWhereItWas()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 3));
        await server.StartAsync();
        var console = await browser.OpenAsync(1440, 900);
        await SignInAsync(console, server);
        await Pendant.SignalAsync(server, home: 0, """{"id":"b1-1","kind":"sos"}""");
        await Expect(RowOf(console, "Home 0")).ToHaveCountAsync(1);

        await server.KillAsync();
        await Expect(console.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await server.StartAsync();
        await Pendant.SignalAsync(server, home: 1, """{"id":"b1-1","kind":"sos"}""");

        await Expect(RowOf(console, "Home 1")).ToHaveCountAsync(1);
        await Expect(RowOf(console, "Home 0")).ToHaveCountAsync(1);
        browser.ExpectNoErrors();
    }

    [Fact]
    public async Task Chinese_IsWhatAChineseBrowserGets()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 1));
        await server.StartAsync();

        var console = await browser.OpenAsync(1440, 900, "zh-CN");
        await console.GotoAsync(server.Address.ToString());

        await Expect(console.GetByRole(AriaRole.Button, new() { Name = "登录" })).ToBeVisibleAsync();
        browser.ExpectNoErrors();
    }

    private static async Task SignInAsync(IPage page, ServerProcess server)
    {
        await page.GotoAsync(server.Address.ToString());
        await page.GetByLabel("User name").FillAsync("wang");
        await page.GetByLabel("Password").FillAsync(PilotFile.Password);
        await ClickAsync(page, "Sign in");
        await Expect(page.GetByText("Danger to life").First).ToBeVisibleAsync();
    }

    private static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + Regex.Escape(button)) }).First.ClickAsync();

    private static ILocator RowOf(IPage page, string home) => page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(home) });

    /// <summary>Opens the link in a person's latest message, on a telephone of their own.</summary>
    private static async Task<IPage> OpenLinkAsync(Browser browser, IPage outbox, ServerProcess server, string person)
    {
        await outbox.GotoAsync(new Uri(server.Address, "/outbox").ToString());
        await outbox.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(person) }).First.ClickAsync();
        var link = await outbox.Locator("a[href*='/f/']").First.GetAttributeAsync("href");
        var phone = await browser.OpenAsync(390, 844);
        await phone.GotoAsync(link!);
        return phone;
    }
}

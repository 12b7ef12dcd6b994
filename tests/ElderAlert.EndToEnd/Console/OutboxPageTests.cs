using ElderAlert.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ElderAlert.EndToEnd.Console;

/// <summary>The built-in phones in a browser.</summary>
public sealed class OutboxPageTests
{
    /// <summary>A reply must go from the phone whose messages are read.</summary>
    [Fact]
    public async Task AnotherPhoneGetsAMessage_TheOneThatIsOpenStaysOpen()
    {
        await using var browser = await Browser.StartAsync();
        await using var server = new ServerProcess();
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 2));
        await server.StartAsync();
        var page = await browser.OpenAsync(1200, 900);
        await page.APIRequest.PostAsync(new Uri(server.Address, "/api/session").ToString(), new() { DataObject = new { user = "wang", password = PilotFile.Password } });
        var outbox = new Uri(server.Address, "/outbox").ToString();
        await Pendant.SignalAsync(server, home: 0, """{"id":"b1-1","kind":"fall","confidence":0.93}""");
        await page.GotoAsync(outbox);
        await Expect(page.Locator("#phones")).ToContainTextAsync("Daughter 0");
        await page.GotoAsync(outbox);

        await Pendant.SignalAsync(server, home: 1, """{"id":"b1-1","kind":"fall","confidence":0.93}""");
        await Expect(page.Locator("#phones")).ToContainTextAsync("Daughter 1");

        var read = await page.Locator("#phones a[aria-current=page]").GetAttributeAsync("href");
        Assert.Equal($"{read}/reply", await page.Locator("form.own").GetAttributeAsync("action"));
        browser.ExpectNoErrors();
    }
}

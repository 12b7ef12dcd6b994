using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ElderAlert.EndToEnd.Support;

/// <summary>Debian's Chromium, driven as a person would. A page's error fails the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _errors = new();

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Browser> StartAsync()
    {
        Tools.Require("chromium", Tools.Chromium);
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Tools.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Browser(playwright, browser);
    }

    /// <summary>A window of a person of their own, with cookies of its own.</summary>
    public async Task<IPage> OpenAsync(int width, int height, string locale = "en-US")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        context.SetDefaultTimeout(30_000);
        return Watch(await context.NewPageAsync());
    }

    /// <summary>Another tab of the same person.</summary>
    public async Task<IPage> OpenTabAsync(IPage page) => Watch(await page.Context.NewPageAsync());

    /// <summary>No page has thrown.</summary>
    public void ExpectNoErrors() => Assert.True(_errors.IsEmpty, string.Join(Environment.NewLine, _errors));

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private IPage Watch(IPage page)
    {
        page.PageError += (_, error) => _errors.Enqueue(error);
        return page;
    }
}

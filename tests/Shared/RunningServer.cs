using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Tests.Shared;

/// <summary>The real server on free loopback ports, with a storage folder of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private RunningServer(WebApplication app, string folder, bool ownsFolder)
    {
        _app = app;
        Folder = folder;
        _ownsFolder = ownsFolder;
        Listeners = Listeners.Of(app.Services);
    }

    /// <summary>Where it can be reached.</summary>
    public Listeners Listeners { get; }

    /// <summary>Its storage folder.</summary>
    public string Folder { get; }

    /// <summary>Its rooms.</summary>
    public IServiceProvider Services => _app.Services;

    public IncidentEngine Engine => Services.GetRequiredService<IncidentEngine>();

    public IJournal Journal => Services.GetRequiredService<IJournal>();

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings under <c>ElderAlert:</c>, beside the free ports and the folder.</param>
    /// <param name="services">Replaces services, for example the clock.</param>
    /// <param name="folder">A folder to go on with; by default a fresh one that is deleted at the end.</param>
    public static async Task<RunningServer> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, string? folder = null)
    {
        var storage = folder ?? Directory.CreateTempSubdirectory("elderalert-test-").FullName;
        var app = Build(storage, settings, services);
        await app.StartAsync();
        return new RunningServer(app, storage, ownsFolder: folder is null);
    }

    /// <summary>A server that has not started; parameters as for <see cref="StartAsync"/>.</summary>
    public static WebApplication Build(string folder, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? services) =>
        ServerHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["ElderAlert:Storage:Path"] = folder,
                ["ElderAlert:Server:Port"] = "0",
                ["ElderAlert:Mqtt:Port"] = "0",
                ["Logging:LogLevel:Default"] = "Warning",
            });
            builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string?>())
                .Select(s => KeyValuePair.Create($"ElderAlert:{s.Key}", s.Value)));
        }, services);

    /// <summary>A browser that has not signed in.</summary>
    public TestBrowser Browser() => new(Listeners.Http);

    /// <summary>A browser in which an operator has signed in.</summary>
    public async Task<TestBrowser> SignInAsync(string user, string password)
    {
        var browser = Browser();
        using var answer = await browser.Http.PostAsJsonAsync("/api/session", new { user, password });
        return answer.StatusCode == HttpStatusCode.OK
            ? browser
            : throw new InvalidOperationException($"{user} could not sign in: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>A browser's cookies, without its pages.</summary>
internal sealed class TestBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly Uri _server;

    public TestBrowser(Uri server)
    {
        _server = server;
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = server };
    }

    public HttpClient Http { get; }

    /// <summary>The Cookie header that it would send.</summary>
    public string Cookie => _cookies.GetCookieHeader(_server);

    /// <summary>Opens the dispatch hub in this browser's session.</summary>
    public Task<HubClient> OpenHubAsync(CancellationToken cancellation = default) => HubClient.ConnectAsync(_server, Cookie, origin: null, cancellation);

    /// <summary>The JSON at an address.</summary>
    public async Task<JsonElement> GetAsync(string address) => await Http.GetFromJsonAsync<JsonElement>(address);

    /// <summary>Posts JSON and returns status and body.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string address, object? body = null)
    {
        using var answer = await Http.PostAsJsonAsync(address, body ?? new { });
        return (answer.StatusCode, await BodyOf(answer));
    }

    /// <summary>The body as JSON; an undefined element where it is empty.</summary>
    public static async Task<JsonElement> BodyOf(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    public void Dispose() => Http.Dispose();
}

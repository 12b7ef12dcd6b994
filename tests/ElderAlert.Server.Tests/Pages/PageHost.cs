using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Family;
using ElderAlert.Server.Hosting;
using ElderAlert.Server.Outbox;
using ElderAlert.Server.Telephony;
using ElderAlert.Storage;
using ElderAlert.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Server.Tests.Pages;

/// <summary>
/// The pages and webhooks over the real engine and journal, on a free loopback port, under a clock that the test turns. Operators, devices and the
/// hub are left out.
/// </summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsFolder;

    private PageHost(WebApplication app, FakeClock clock, string folder, bool ownsFolder)
    {
        _app = app;
        _ownsFolder = ownsFolder;
        Clock = clock;
        Folder = folder;
        Url = new Uri(app.Urls.First());
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public FakeClock Clock { get; }
    public string Folder { get; }
    public Uri Url { get; }
    public HttpClient Http { get; }
    public IncidentEngine Engine => Get<IncidentEngine>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <param name="settings">Keys below <c>ElderAlert:</c>, with their values.</param>
    /// <param name="folder">The storage folder of an earlier host; null makes one.</param>
    /// <param name="clock">The earlier host's clock; null makes one.</param>
    public static async Task<PageHost> StartAsync(Dictionary<string, string?>? settings = null, string? folder = null, FakeClock? clock = null)
    {
        clock ??= new FakeClock();
        var path = folder ?? Directory.CreateTempSubdirectory("elderalert-pages-").FullName;
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { WebRootPath = WebRoot() });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection((settings ?? []).Select(s => KeyValuePair.Create($"ElderAlert:{s.Key}", s.Value)));
        builder.Configuration["ElderAlert:Storage:Path"] = path;
        var read = ElderAlertSettings.Read(builder.Configuration);
        builder.Services
            .AddSingleton<TimeProvider>(clock)
            .AddSettings(read)
            .AddSqliteStorage(new StorageOptions { Path = path })
            .AddEngine()
            .AddFamily()
            .AddElderAlertTelephony(read.Twilio)
            .AddProblemDetails();
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseStaticFiles();
        app.MapFamily();
        app.MapTelephony();
        app.MapOutbox();
        await app.StartAsync();
        var host = new PageHost(app, clock, path, ownsFolder: folder is null);
        if (folder is null)
        {
            Assert.IsType<EditResult.Done>(await host.Engine.EditAsync(PageTown.Edit(), CancellationToken.None));
        }

        return host;
    }

    /// <summary>The resident presses the pendant; the daughter is told.</summary>
    /// <param name="until">What is waited for; by default that somebody's phone has a message.</param>
    /// <param name="late">How long ago it happened by the pendant's clock; null: just now.</param>
    public async Task<Incident> RaiseAsync(Func<Incident, bool>? until = null, TimeSpan? late = null)
    {
        var now = Clock.GetUtcNow();
        var receipt = await Engine.ReceiveAsync(
            new Signal("b-1", PageTown.Pendant, SignalKind.Fall, SignalState.Active, now, late is { } ago ? now - ago : null, Confidence: 0.95), CancellationToken.None);
        return await UntilAsync(receipt.Incident!.Value, until ?? (i => i.Notifications.Any(n => n.State >= NotificationState.Accepted)));
    }

    /// <summary>Somebody does something to the incident, and it is accepted.</summary>
    public async Task<Incident> DoAsync(IncidentId incident, IncidentCommand command)
    {
        var result = await Engine.ExecuteAsync(PageTown.Centre, incident, _ => command, requestId: null, CancellationToken.None);
        return Assert.IsType<CommandResult.Done>(result).Incident;
    }

    /// <summary>Sends a responder.</summary>
    public async Task<Incident> DispatchAsync(IncidentId incident)
    {
        var result = await Engine.ExecuteAsync(
            PageTown.Centre, incident, context => new Dispatch(PageTown.LiMin, PageTown.GridWorker, context.Roster), requestId: null, CancellationToken.None);
        return Assert.IsType<CommandResult.Done>(result).Incident;
    }

    /// <summary>The path of a person's link.</summary>
    public string LinkOf(Incident incident, RecipientRef person) => Get<ILinkSigner>().Sign(incident, person, Clock.GetUtcNow()).AbsolutePath;

    public async Task<Incident> FindAsync(IncidentId id) => (await Engine.FindAsync(id, CancellationToken.None))!;

    /// <summary>Waits, in real time, for what another thread is doing.</summary>
    /// <param name="id">Which incident.</param>
    /// <param name="condition">What is waited for.</param>
    /// <param name="turning">The clock is turned by this at each look.</param>
    public async Task<Incident> UntilAsync(IncidentId id, Func<Incident, bool> condition, TimeSpan turning = default)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var incident = await FindAsync(id);
            if (condition(incident))
            {
                return incident;
            }

            Clock.Advance(turning);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>A page as a person reads it.</summary>
    public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await Http.GetStringAsync(path));

    /// <summary>Sends a form of a page.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Http.PostAsync(path, form);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Stops, and leaves the folder for the next host.</summary>
    public async Task StopAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static string WebRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ElderAlert.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return Path.Combine(folder.FullName, "src", "ElderAlert.Server", "wwwroot");
    }
}

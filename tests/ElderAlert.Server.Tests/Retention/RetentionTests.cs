using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Retention;

/// <summary>What a centre has kept for long enough goes once a day, on a running server, and nothing else goes with it.</summary>
public sealed class RetentionTests
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);

    [Fact]
    public async Task DailyRun_TextHasHadItsTime_GoesAndTheFiguresStay()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var old = await WorkAsync(hotline, "she had fallen in the kitchen");
        var owed = await ResolveAsync(hotline, "still at the hospital");
        var kpi = await KpiAsync(hotline, clock);

        clock.Jump(TimeSpan.FromDays(364));
        Assert.Contains("she had fallen in the kitchen", await NotesAsync(hotline, old));

        // The call-back that is still owed holds its home's months; once the incident is closed for long enough, they go.
        clock.Jump(TimeSpan.FromDays(60));
        Assert.Contains("she had fallen in the kitchen", await NotesAsync(hotline, old));
        await CloseAsync(hotline, owed);
        clock.Jump(TimeSpan.FromDays(367));
        await ErasedAsync(hotline, clock, old);
        await ErasedAsync(hotline, clock, owed);

        Assert.Contains((await hotline.JournalAsync(Hotline.Alpha)).Select(e => e.Event), e => e is TextErased { Months: >= 1 });
        Assert.Equal("Chen Guiying", hotline.Server.Engine.Directory.ResidentsOf(Hotline.Home)[0].Name.Value);
        Assert.Equal(kpi, await KpiAsync(hotline, clock));
        Assert.Empty(await hotline.Server.Journal.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DailyRun_CentreOwnPolicy_IsKept()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        using var admin = await hotline.SignInAsync("admin");
        using var answer = await admin.Http.PutAsJsonAsync("/api/centres/alpha", Centre(new { incidentTextDays = 10, removedHouseholdDays = 0 }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        using var refused = await admin.Http.PutAsJsonAsync("/api/centres/alpha", Centre(new { incidentTextDays = 0, removedHouseholdDays = 0 }));
        Assert.Contains("text of closed incidents is kept 1 to 3650 days", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var shown = await admin.GetAsync("/api/centres/alpha");
        Assert.Equal(10, shown.GetProperty("retention").GetProperty("incidentTextDays").GetInt32());

        var old = await WorkAsync(hotline, "she had fallen in the kitchen");
        clock.Jump(TimeSpan.FromDays(45));
        await ErasedAsync(hotline, clock, old);
    }

    [Fact]
    public async Task DailyRun_HouseholdOffTheFile_LosesTextAndTelemetry()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var old = await WorkAsync(hotline, "she had fallen in the kitchen");
        var telemetry = hotline.Server.Services.GetRequiredService<ITelemetryStore>();
        await telemetry.WriteAsync([PointAt(clock.GetUtcNow())], CancellationToken.None);
        var query = new TelemetryQuery(Hotline.Alpha, Hotline.Home, clock.GetUtcNow().AddDays(-1), clock.GetUtcNow().AddDays(1), TimeSpan.FromHours(1));
        Assert.Single(await telemetry.QueryAsync(query, CancellationToken.None));

        var file = hotline.Server.Engine.Directory;
        List<DirectoryItem> off = [.. file.DevicesOf(Hotline.Home), .. file.ContactsOf(Hotline.Home), .. file.ResidentsOf(Hotline.Home), file.Find(Hotline.Home)!];
        Assert.IsType<EditResult.Done>(await hotline.Server.Engine.EditAsync(new DirectoryEdit(Hotline.Alpha, Actor.System, [], off), CancellationToken.None));
        clock.Jump(TimeSpan.FromDays(29));
        Assert.Contains("she had fallen in the kitchen", await NotesAsync(hotline, old));
        clock.Jump(TimeSpan.FromDays(2));
        await ErasedAsync(hotline, clock, old);
        await SaidAsync<HouseholdErased>(hotline);

        Assert.Empty(await telemetry.QueryAsync(query, CancellationToken.None));
        clock.Jump(TimeSpan.FromDays(3));
        Assert.Single((await hotline.JournalAsync(Hotline.Alpha)).Select(e => e.Event).OfType<HouseholdErased>());
        Assert.Empty(await hotline.Server.Journal.VerifyAsync(CancellationToken.None));
    }

    private static object Centre(object retention) =>
        new { name = "Alpha", hotline = "96345", timeZone = "Asia/Shanghai", retention };

    private static TelemetryPoint PointAt(DateTimeOffset at) => new(
        "telemetry", Hotline.Alpha, Hotline.Home, new("device", "alpha-pendant"), null, at, new Dictionary<string, double> { ["heartRate"] = 71 });

    private static async Task<IncidentId> WorkAsync(Hotline hotline, string note)
    {
        var id = await ResolveAsync(hotline, note);
        await CloseAsync(hotline, id);
        return id;
    }

    private static async Task<IncidentId> ResolveAsync(Hotline hotline, string note)
    {
        var id = await hotline.AlarmAsync();
        await DoAsync(hotline, id, _ => new Claim(Wang));
        await DoAsync(hotline, id, _ => new AddNote(Wang, note));
        await DoAsync(hotline, id, _ => new TryVoiceContact(Wang, Reached: true, Note: null));
        await DoAsync(hotline, id, _ => new Resolve(Wang, Resolution.Helped, Note: null));
        return id;
    }

    private static async Task CloseAsync(Hotline hotline, IncidentId id)
    {
        await DoAsync(hotline, id, _ => new RecordFollowUp(Wang, FollowUpResult.Well, Satisfaction: null, Note: null));
        await DoAsync(hotline, id, _ => new Close(Wang));
    }

    private static async Task DoAsync(Hotline hotline, IncidentId id, Func<DecisionContext, IncidentCommand> command) =>
        Assert.IsType<CommandResult.Done>(await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, command, requestId: null, CancellationToken.None));

    private static async Task<string[]> NotesAsync(Hotline hotline, IncidentId id)
    {
        var entries = await hotline.Server.Journal.ReadIncidentAsync(id, CancellationToken.None);
        return [.. entries.Select(e => e.Event).OfType<NoteAdded>().Select(e => e.Text.Value)];
    }

    private static async Task<string> KpiAsync(Hotline hotline, FakeClock clock)
    {
        using var boss = await hotline.SignInAsync("boss");
        var from = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var kpi = await boss.GetAsync($"/api/reports/kpi?from={from:yyyy-MM-ddTHH:mm:ssZ}&to={from.AddDays(60):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.True(clock.GetUtcNow() > from);
        return JsonSerializer.Serialize(kpi.GetProperty("life").GetProperty("claim"));
    }

    /// <summary>Day after day: messages that are still on their way hold their incident.</summary>
    private static Task ErasedAsync(Hotline hotline, FakeClock clock, IncidentId id) => UntilAsync(async () =>
    {
        clock.Jump(TimeSpan.FromDays(1));
        return (await NotesAsync(hotline, id)).SequenceEqual([PrivateText.Erased.Value]);
    });

    private static Task SaidAsync<T>(Hotline hotline) => UntilAsync(async () => (await hotline.JournalAsync(Hotline.Alpha)).Any(e => e.Event is T));

    private static async Task UntilAsync(Func<Task<bool>> holdsAsync)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holdsAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}

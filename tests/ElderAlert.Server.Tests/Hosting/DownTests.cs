using System.Net;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Hosting;

/// <summary>What is seen while something beside the server is down.</summary>
public sealed class DownTests
{
    private static readonly Dictionary<string, string?> DeadInflux = new(StringComparer.Ordinal)
    {
        ["Influx:Url"] = "http://127.0.0.1:9",
        ["Influx:Database"] = "ea",
    };

    [Fact]
    public async Task TelemetryServerDown_IsDegradedButReadyAndTheIncidentPageOpens()
    {
        await using var hotline = await Hotline.StartAsync(settings: DeadInflux);
        var id = await hotline.AlarmAsync();
        using var wang = await hotline.SignInAsync("wang");

        var detail = await wang.GetAsync($"/api/incidents/{id}");
        using var telemetry = await wang.Http.GetAsync("/api/telemetry?household=alpha-home");
        using var ready = await wang.Http.GetAsync("/health/ready");

        Assert.Equal(System.Text.Json.JsonValueKind.Null, detail.GetProperty("devices")[0].GetProperty("lastSeenAt").ValueKind);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, telemetry.StatusCode);
        Assert.Equal("telemetryUnavailable", (await TestBrowser.BodyOf(telemetry)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    [Fact]
    public async Task EngineStopped_IsUnreadyAndChangesSayTryAgain()
    {
        await using var hotline = await Hotline.StartAsync();
        var id = await hotline.AlarmAsync();
        using var wang = await hotline.SignInAsync("wang");
        await hotline.Server.Engine.StopAsync(CancellationToken.None);

        using var ready = await wang.Http.GetAsync("/health/ready");
        using var note = await wang.Http.PostAsync($"/api/incidents/{id}/claim", content: null);
        using var list = await wang.Http.GetAsync("/api/incidents");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, note.StatusCode);
        Assert.NotNull(note.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    /// <summary>Somebody has opened the journal with a tool and holds it. A queue that stays calm for it must not look calm.</summary>
    [Fact]
    public async Task JournalTakesNothing_IsUnreadyAndConsolesAreTold_UntilItDoes()
    {
        await using var hotline = await Hotline.StartAsync();
        using var wang = await hotline.SignInAsync("wang");
        using (var tool = new SqliteConnection($"Data Source={Path.Combine(hotline.Server.Folder, "journal.db")};Pooling=False"))
        {
            tool.Open();
            using var held = tool.BeginTransaction(deferred: false);
            await Assert.ThrowsAsync<EngineUnavailableException>(() => hotline.AlarmAsync());
            await UntilAsync(async () => await IsToldAsync(wang));
            using var ready = await wang.Http.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        await UntilAsync(async () => !await IsToldAsync(wang));
        await hotline.AlarmAsync();
        Assert.Contains(await hotline.JournalAsync(Hotline.Alpha), e => e.Event is FaultRaised { Fault: FaultKind.JournalFails });
    }

    private static async Task<bool> IsToldAsync(TestBrowser browser) =>
        (await browser.GetAsync("/api/faults")).EnumerateArray().Any(f => f.GetProperty("fault").GetString() == "journalFails");

    private static async Task UntilAsync(Func<Task<bool>> holdsAsync)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holdsAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }
}

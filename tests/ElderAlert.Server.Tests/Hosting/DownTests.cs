using System.Net;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

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
}

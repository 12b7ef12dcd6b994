using System.Net;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Api;

/// <summary>Devices that flap and people who press often are reported, and still heard.</summary>
public sealed class DeviceReportTests
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);

    [Fact]
    public async Task Devices_PressedMoreThanThirtyTimesAMonth_IsAReason_AndThePressesAreAllHeard()
    {
        await using var hotline = await Hotline.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            await hotline.AlarmAsync();
        }

        using var boss = await hotline.SignInAsync("boss");
        Assert.Empty((await boss.GetAsync("/api/reports/devices")).GetProperty("rows").EnumerateArray());
        var incident = await hotline.AlarmAsync();

        var row = Assert.Single((await boss.GetAsync("/api/reports/devices")).GetProperty("rows").EnumerateArray());

        Assert.Equal(("alpha-pendant", "P1", "Chen"), (Text(row, "device"), Text(row, "name"), Text(row, "householdName")));
        Assert.Equal([("manyPresses", 31, 30)], ReasonsOf(row));
        Assert.Equal(31, (await hotline.Server.Engine.FindAsync(Hotline.Alpha, incident, CancellationToken.None))!.TimesAsked);
    }

    [Fact]
    public async Task Devices_OfflineAndOnlineAllDay_IsFlapping_OnItsWorstDay()
    {
        await using var hotline = await Hotline.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await SayAsync(hotline, $"off-{i}", SignalKind.Offline);
            await SayAsync(hotline, $"on-{i}", SignalKind.Online);
        }

        using var boss = await hotline.SignInAsync("boss");
        var row = Assert.Single((await boss.GetAsync("/api/reports/devices")).GetProperty("rows").EnumerateArray());

        Assert.Equal([("flapping", 7, 6)], ReasonsOf(row));
        Assert.Equal("offline", Text(row.GetProperty("reasons")[0], "kind"));
        Assert.Empty((await boss.GetAsync("/api/reports/devices?changes=7")).GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task Devices_FalseAlarmsWrongClockAndStrangers_AreReasons()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        for (var i = 0; i < 5; i++)
        {
            var at = i < 3 ? clock.GetUtcNow().AddDays(-1) : (DateTimeOffset?)null;
            await ResolveAsync(hotline, await SayAsync(hotline, $"f-{i}", SignalKind.Fall, s => s with { At = at }));
            clock.Advance(TimeSpan.FromHours(1));
        }

        await SayAsync(hotline, "x", SignalKind.Smoke, s => s with { UnknownName = "0x00158d" });
        clock.Advance(TimeSpan.FromSeconds(1));
        using var boss = await hotline.SignInAsync("boss");
        var rows = (await boss.GetAsync("/api/reports/devices")).GetProperty("rows").EnumerateArray().ToList();

        Assert.Equal([("notOnFile", 1, 0)], ReasonsOf(rows.Single(r => Text(r, "name") == "0x00158d")));
        Assert.Equal([("wrongTime", 3, 2), ("falseAlarms", 5, 4)], ReasonsOf(rows.Single(r => Text(r, "name") == "P1")));
    }

    [Fact]
    public async Task Devices_OutsideTheSpan_AreNotCounted()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var from = clock.GetUtcNow();
        for (var i = 0; i < 31; i++)
        {
            await hotline.AlarmAsync();
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        using var boss = await hotline.SignInAsync("boss");

        Assert.Single((await RowsAsync(from, from.AddSeconds(31))).EnumerateArray());
        Assert.Empty((await RowsAsync(from.AddSeconds(1), from.AddSeconds(31))).EnumerateArray());
        Assert.Empty((await RowsAsync(from, from.AddSeconds(30))).EnumerateArray());

        async Task<JsonElement> RowsAsync(DateTimeOffset since, DateTimeOffset until) =>
            (await boss.GetAsync($"/api/reports/devices?from={since:yyyy-MM-ddTHH:mm:ssZ}&to={until:yyyy-MM-ddTHH:mm:ssZ}")).GetProperty("rows");
    }

    [Fact]
    public async Task Devices_OtherCentre_SeesNothing_AndOperatorsMayNotAsk()
    {
        await using var hotline = await Hotline.StartAsync();
        for (var i = 0; i < 31; i++)
        {
            await hotline.AlarmAsync();
        }

        using var other = await hotline.SignInAsync("bela-boss");
        using var wang = await hotline.SignInAsync("wang");
        using var refused = await wang.Http.GetAsync("/api/reports/devices");

        Assert.Empty((await other.GetAsync("/api/reports/devices")).GetProperty("rows").EnumerateArray());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Theory]
    [InlineData("?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z")]
    [InlineData("?presses=-1")]
    public async Task Devices_ImpossibleQuestion_IsRefused(string query)
    {
        await using var hotline = await Hotline.StartAsync();
        using var boss = await hotline.SignInAsync("boss");

        using var answer = await boss.Http.GetAsync("/api/reports/devices" + query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static string? Text(JsonElement from, string name) => from.GetProperty(name).GetString();

    private static List<(string?, int, int)> ReasonsOf(JsonElement row) => row.GetProperty("reasons").EnumerateArray()
        .Select(r => (Text(r, "remark"), r.GetProperty("count").GetInt32(), r.GetProperty("limit").GetInt32()))
        .ToList();

    private static async Task<IncidentId> SayAsync(Hotline hotline, string id, SignalKind kind, Func<Signal, Signal>? change = null)
    {
        var now = hotline.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var signal = new Signal(id, Hotline.Pendant, kind, SignalState.Active, now);
        return (await hotline.Server.Engine.ReceiveAsync(change?.Invoke(signal) ?? signal, CancellationToken.None)).Incident!.Value;
    }

    private static async Task ResolveAsync(Hotline hotline, IncidentId id)
    {
        foreach (IncidentCommand command in new IncidentCommand[]
        {
            new Claim(Wang), new TryVoiceContact(Wang, Reached: true, null), new Resolve(Wang, Resolution.FalseAlarm, null),
        })
        {
            await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, _ => command, null, CancellationToken.None);
        }
    }
}

using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Server.Api.Reports;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Api;

public sealed class ReportTests
{
    [Fact]
    public async Task Kpi_OfAWorkedDay_CountsWhatHappened()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);
        foreach (var answeredAfter in new[] { 20, 100, 400 })
        {
            var id = await hotline.AlarmAsync();
            clock.Advance(TimeSpan.FromSeconds(answeredAfter));
            await DoAsync(hotline, id, _ => new Claim(wang));
            await DoAsync(hotline, id, _ => new TryVoiceContact(wang, Reached: true, Note: null));
            await DoAsync(hotline, id, _ => new Resolve(wang, Resolution.FalseAlarm, Note: null));
            await DoAsync(hotline, id, _ => new RecordFollowUp(
                wang, answeredAfter == 20 ? FollowUpResult.Well : FollowUpResult.NotReached, Satisfaction: null, Note: null));
            clock.Advance(TimeSpan.FromHours(1));
        }

        await hotline.AlarmAsync(kind: SignalKind.BatteryLow);
        await hotline.AlarmAsync(Hotline.OtherPendant);
        await hotline.AlarmAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        using var boss = await hotline.SignInAsync("boss");
        var kpi = await boss.GetAsync("/api/reports/kpi");

        var life = kpi.GetProperty("life");
        Assert.Equal(5, kpi.GetProperty("incidents").GetInt32());
        Assert.Equal(4, life.GetProperty("opened").GetInt32());
        Assert.Equal((1, 3, 33.3), ShareOf(life, "answeredWithin60Seconds"));
        Assert.Equal((2, 3, 66.7), ShareOf(life, "answeredWithin180Seconds"));
        Assert.Equal(1, life.GetProperty("unanswered").GetInt32());
        Assert.Equal(100, life.GetProperty("claim").GetProperty("medianSeconds").GetDouble());
        Assert.Equal(400, life.GetProperty("claim").GetProperty("p95Seconds").GetDouble());
        Assert.Equal((1, 1, 100d), ShareOf(life, "followUp"));
        var late = Assert.Single(life.GetProperty("late").EnumerateArray());
        Assert.Equal((400d, "sos"), (late.GetProperty("waitedSeconds").GetDouble(), late.GetProperty("kind").GetString()));
        Assert.Equal("sos", kpi.GetProperty("byKind")[0].GetProperty("kind").GetString());
        Assert.Equal(3, kpi.GetProperty("byResolution")[0].GetProperty("count").GetInt32());
    }

    /// <summary>A day later the two whom nobody reached count against the call-backs, and the one whom nobody took is late.</summary>
    [Fact]
    public async Task Kpi_ADayLater_CountsWhatWasNotDone()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);
        var id = await hotline.AlarmAsync();
        await DoAsync(hotline, id, _ => new Claim(wang));
        await DoAsync(hotline, id, _ => new TryVoiceContact(wang, Reached: true, Note: null));
        await DoAsync(hotline, id, _ => new Resolve(wang, Resolution.FalseAlarm, Note: null));
        await DoAsync(hotline, id, _ => new RecordFollowUp(wang, FollowUpResult.NotReached, Satisfaction: null, Note: null));
        clock.Advance(TimeSpan.FromHours(1));
        var waits = await hotline.AlarmAsync();

        clock.Jump(TimeSpan.FromHours(23) + TimeSpan.FromSeconds(1));
        await DoAsync(hotline, id, _ => new RecordFollowUp(wang, FollowUpResult.Well, Satisfaction: null, Note: null));
        using var boss = await hotline.SignInAsync("boss");
        var life = (await boss.GetAsync("/api/reports/kpi")).GetProperty("life");

        Assert.Equal((0, 1, 0d), ShareOf(life, "followUp"));
        var late = Assert.Single(life.GetProperty("late").EnumerateArray());
        Assert.Equal(waits.Value, late.GetProperty("incident").GetString());
        Assert.Equal(82_801, late.GetProperty("waitedSeconds").GetDouble());
    }

    /// <summary>A technician presses and nobody hurries; then the same pendant is pressed in earnest, and answered at once.</summary>
    [Fact]
    public async Task Kpi_TestMode_IsCountedApart_AndNoTimeIsHeldAgainstIt()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        var wang = Actor.Of(new OperatorId("wang"), Domain.Directory.OperatorRole.Operator);
        using var browser = await hotline.SignInAsync("wang");
        await browser.PostAsync("/api/households/alpha-home/test-mode");
        await WorkAsync(await hotline.AlarmAsync(), TimeSpan.FromMinutes(4), Resolution.Test);
        clock.Jump(TimeSpan.FromHours(1));
        await WorkAsync(await hotline.AlarmAsync(), TimeSpan.FromSeconds(10), Resolution.FalseAlarm);
        clock.Jump(TimeSpan.FromSeconds(1));

        using var boss = await hotline.SignInAsync("boss");
        var kpi = await boss.GetAsync("/api/reports/kpi");

        Assert.Equal((2, 1), (kpi.GetProperty("incidents").GetInt32(), kpi.GetProperty("tests").GetInt32()));
        var life = kpi.GetProperty("life");
        Assert.Equal(1, life.GetProperty("opened").GetInt32());
        Assert.Equal((1, 1, 100d), ShareOf(life, "answeredWithin60Seconds"));
        Assert.Empty(life.GetProperty("late").EnumerateArray());
        Assert.Equal((1, 10d), (life.GetProperty("claim").GetProperty("count").GetInt32(), life.GetProperty("claim").GetProperty("p95Seconds").GetDouble()));
        Assert.Equal(1, Assert.Single(kpi.GetProperty("byKind").EnumerateArray()).GetProperty("count").GetInt32());
        Assert.Equal("falseAlarm", Assert.Single(kpi.GetProperty("byResolution").EnumerateArray()).GetProperty("resolution").GetString());

        async Task WorkAsync(IncidentId id, TimeSpan after, Resolution resolution)
        {
            clock.Jump(after);
            await DoAsync(hotline, id, _ => new Claim(wang));
            await DoAsync(hotline, id, _ => new TryVoiceContact(wang, Reached: true, Note: null));
            await DoAsync(hotline, id, _ => new Resolve(wang, resolution, Note: null));
        }
    }

    [Fact]
    public async Task Kpi_RangeThatEndsBeforeItStarts_IsRefused()
    {
        await using var hotline = await Hotline.StartAsync();
        using var boss = await hotline.SignInAsync("boss");

        using var answer = await boss.Http.GetAsync("/api/reports/kpi?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public void Durations_OfTwenty_TakeTheNearestRank()
    {
        var durations = Durations.From(Enumerable.Range(1, 20).Select(s => (TimeSpan?)TimeSpan.FromSeconds(s)).Append(null));

        Assert.Equal(new Durations(20, 10, 19), durations);
    }

    [Fact]
    public void Share_OfNobody_HasNoPercentage() => Assert.Equal(new Share(0, 0, Percent: null), Share.From(0, 0));

    private static (int Count, int Of, double Percent) ShareOf(System.Text.Json.JsonElement life, string name)
    {
        var share = life.GetProperty(name);
        return (share.GetProperty("count").GetInt32(), share.GetProperty("of").GetInt32(), share.GetProperty("percent").GetDouble());
    }

    private static async Task DoAsync(Hotline hotline, IncidentId id, Func<DecisionContext, IncidentCommand> command) =>
        Assert.IsType<CommandResult.Done>(await hotline.Server.Engine.ExecuteAsync(Hotline.Alpha, id, command, requestId: null, CancellationToken.None));
}

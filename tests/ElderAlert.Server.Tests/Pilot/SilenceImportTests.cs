using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine;
using ElderAlert.Server.Pilot;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Server.Tests.Pilot;

/// <summary>Plans of residents and profiles of devices in a pilot file, and what cannot be.</summary>
public sealed class SilenceImportTests : IAsyncLifetime
{
    private const string Plan =
        """{"checkIns": [{"at": "09:00", "graceMinutes": 30, "signs": ["button", "Motion"]}], "geofence": {"radiusM": 500, "lat": 29.6, "lon": 120.8}, "nightDoor": {"from": "23:00", "to": "05:00", "returnWithinMinutes": 20}, "watchInactivity": false}""";

    private const string Profile = """{"id": "hub", "name": "Hub on a battery", "heartbeatMinutes": 15, "lostAfterMinutes": 45}""";

    private const string Silence = """{"outage": {"share": 0.4}, "battery": {"lowPercent": 15, "remindAfterHours": 12}, "inactivity": {"daysToLearn": 7, "marginMinutes": 45}, "absence": {"longestDays": 30}}""";

    private static readonly ResidentId Wang = new("h01-r1");
    private static readonly DeviceId Gateway = new("h01-gateway");

    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    public SilenceImportTests() =>
        _engine = new IncidentEngine(_journal, TimeProvider.System, new EngineOptions(), NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync() => await _engine.StartAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task Import_PlanAndProfile_AreOnFile_AndStayWhereALaterFileGivesNone()
    {
        Assert.IsType<PilotResult.Done>(await ImportAsync(With(Plan, Profile)));
        Assert.IsType<PilotResult.Done>(await ImportAsync(PilotSample.Text));

        var plan = _engine.Directory.Find(Wang)!.Plan!;
        var checkIn = Assert.Single(plan.CheckIns);
        Assert.Equal((new TimeOnly(9, 0), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)), (checkIn.At, checkIn.Grace, checkIn.Early));
        Assert.Equal([SignOfLife.Button, SignOfLife.Motion], checkIn.Signs);
        Assert.Equal(new Geofence(500, new GeoPoint(29.6, 120.8)), plan.Geofence);
        Assert.Equal(new NightDoor(new TimeOnly(23, 0), new TimeOnly(5, 0), TimeSpan.FromMinutes(20)), plan.NightDoor);
        Assert.False(plan.WatchInactivity);
        var supervision = _engine.Directory.SupervisionOf(_engine.Directory.Find(Gateway)!);
        Assert.Equal(new Supervision(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45)), supervision);
    }

    [Fact]
    public async Task Import_NumbersOfTheRules_AreOnFile_AndWhatALaterFileLeavesOutStays()
    {
        var usual = SilencePolicy.Usual(new CentreId("qingxi"));
        Assert.IsType<PilotResult.Done>(await ImportAsync(With(Plan, Profile)));
        Assert.IsType<PilotResult.Done>(await ImportAsync(With(Plan, Profile).Replace(Silence, """{"outage": {"households": 5}}""", StringComparison.Ordinal)));

        var silence = _engine.Directory.SilenceOf(usual.Centre);

        Assert.Equal(usual.Outage with { Share = 0.4, Households = 5 }, silence.Outage);
        Assert.Equal(usual.Battery with { LowPercent = 15, RemindAfter = TimeSpan.FromHours(12) }, silence.Battery);
        Assert.Equal(usual.Inactivity with { DaysToLearn = 7, Margin = TimeSpan.FromMinutes(45) }, silence.Inactivity);
        Assert.Equal(usual.Absence with { Longest = TimeSpan.FromDays(30) }, silence.Absence);
    }

    [Theory]
    [InlineData("\"share\": 0.4", "\"share\": 4", "from 0 to 1")]
    [InlineData("\"share\": 0.4", "\"share\": 0", "above 0")]
    [InlineData("\"lowPercent\": 15", "\"lowPercent\": 31", "good above the percentage")]
    [InlineData("\"marginMinutes\"", "\"margin\"", "knows no \"margin\"")]
    [InlineData("\"daysToLearn\": 7", "\"daysToLearn\": 7.5", "whole number")]
    [InlineData("\"absence\": {", "\"holidays\": {", "knows no \"holidays\"")]
    [InlineData("\"at\": \"09:00\"", "\"at\": \"nine\"", "time of day like 07:30")]
    [InlineData("\"Motion\"", "\"light\"", "button, motion, door and call")]
    [InlineData(", \"signs\": [\"button\", \"Motion\"]", "", "has no \"signs\"")]
    [InlineData("\"graceMinutes\": 30", "\"graceMinutes\": 0", "needs a grace")]
    [InlineData("\"graceMinutes\"", "\"grace\"", "knows no \"grace\"")]
    [InlineData("\"radiusM\": 500", "\"radiusM\": 5", "from 20 to 100000")]
    [InlineData("\"to\": \"05:00\"", "\"to\": \"23:00\"", "another end")]
    [InlineData("\"watchInactivity\": false", "\"watchInactivity\": \"no\"", "must be true or false")]
    [InlineData("\"lostAfterMinutes\": 45", "\"lostAfterMinutes\": 15", "longer than heartbeat")]
    [InlineData(", \"lostAfterMinutes\": 45", "", "has no \"lostAfterMinutes\"")]
    [InlineData("\"id\": \"hub\"", "\"id\": \"hubs\"", "profile hub is not on file")]
    public async Task Import_WhatCannotBe_IsRefusedWithALine_AndNothingIsOnFile(string was, string now, string hint)
    {
        var file = With(Plan, Profile);
        Assert.Contains(was, file, StringComparison.Ordinal);

        var refused = Assert.IsType<PilotResult.Refused>(await ImportAsync(file.Replace(was, now, StringComparison.Ordinal)));

        Assert.Contains(refused.Problems, p => p.Line > 0 && p.Sentence.Contains(hint, StringComparison.Ordinal));
        Assert.Empty(_journal.Entries);
    }

    /// <summary>The sample with a plan for its resident, a profile for its gateway and numbers for the rules.</summary>
    private static string With(string plan, string profile) => PilotSample.Text
        .Replace("\"livesAlone\": true", $"\"livesAlone\": true, \"plan\": {plan}", StringComparison.Ordinal)
        .Replace("\"type\": \"gateway\"", "\"type\": \"gateway\", \"profile\": \"hub\"", StringComparison.Ordinal)
        .Replace("\"households\": [", $"\"deviceProfiles\": [{profile}],\n  \"silence\": {Silence},\n  \"households\": [", StringComparison.Ordinal);

    private ValueTask<PilotResult> ImportAsync(string file) =>
        new PilotImporter(_engine).ImportAsync(Encoding.UTF8.GetBytes(file), Actor.System, onlyFor: null, requestId: null, CancellationToken.None);
}

using System.Net;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Server.Ingest;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Api;

public sealed class IncidentEndpointsTests : HotlineTests
{
    [Fact]
    public async Task List_Open_ShowsTheIncidentWithHomeResidentsAndDeadline()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        var list = await wang.GetAsync("/api/incidents?state=open");

        var incident = list.EnumerateArray().Single(i => i.GetProperty("id").GetString() == id.Value);
        Assert.Equal("alpha", incident.GetProperty("centre").GetString());
        Assert.Equal("Chen Guiying", incident.GetProperty("household").GetProperty("residents")[0].GetProperty("name").GetString());
        Assert.Equal("Chengnan", incident.GetProperty("household").GetProperty("area").GetString());
        Assert.Equal("life", incident.GetProperty("lane").GetString());
        Assert.False(incident.GetProperty("household").TryGetProperty("entryData", out _));
        Assert.NotEqual(default, incident.GetProperty("nextDeadline").GetProperty("dueAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Detail_OwnIncident_HasTimelineContactsRespondersAndDevices()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        var detail = await wang.GetAsync($"/api/incidents/{id}");

        Assert.Equal("incidentOpened", detail.GetProperty("timeline")[0].GetProperty("event").GetProperty("type").GetString());
        Assert.Equal("P1", detail.GetProperty("timeline")[0].GetProperty("people").GetProperty("device:alpha-pendant").GetString());
        Assert.Equal("+8610000000001", detail.GetProperty("contacts")[0].GetProperty("methods")[0].GetProperty("address").GetString());
        Assert.InRange(detail.GetProperty("responders")[0].GetProperty("distanceM").GetDouble(), 1_000, 1_200);
        Assert.Equal("alpha-pendant", detail.GetProperty("devices")[0].GetProperty("id").GetString());
        Assert.True(detail.GetProperty("hasEntryData").GetBoolean());
        Assert.DoesNotContain("4711", detail.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detail_OfADeviceThatWasHeard_SaysWhen()
    {
        var id = await Hotline.AlarmAsync();
        var heard = new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);
        Hotline.Server.Services.GetRequiredService<DevicePresence>().Heard(Hotline.Pendant, online: null, heard);
        using var wang = await Hotline.SignInAsync("wang");

        var detail = await wang.GetAsync($"/api/incidents/{id}");

        Assert.Equal(heard, detail.GetProperty("devices")[0].GetProperty("lastSeenAt").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/entry-data")]
    [InlineData("POST", "/claim")]
    [InlineData("POST", "/close")]
    public async Task AnyCall_IncidentOfAnotherCentre_IsNotFound(string method, string part)
    {
        var id = await Hotline.AlarmAsync(Hotline.OtherPendant);
        using var admin = await Hotline.SignInAsync("admin");
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/incidents/{id}{part}");

        using var answer = await admin.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("notFound", (await TestBrowser.BodyOf(answer)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task OpenByPhone_SameRequestTwice_OpensOneIncident()
    {
        using var bela = await Hotline.SignInAsync("bela");
        var call = new { household = Hotline.OtherHome.Value, kind = "fault", note = "the detector beeps", requestId = "call-1" };

        var first = await bela.PostAsync("/api/incidents", call);
        var second = await bela.PostAsync("/api/incidents", call);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Body.GetProperty("id").GetString(), second.Body.GetProperty("id").GetString());
        var opened = (await Hotline.JournalAsync(Hotline.Beta)).Select(e => e.Event).OfType<NoteAdded>().Count(n => n.Text == "the detector beeps")
            + (await Hotline.JournalAsync(Hotline.Beta)).Select(e => e.Event).OfType<IncidentOpened>().Count(o => o.Note == "the detector beeps");
        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task OpenByPhone_HouseholdOfAnotherCentre_IsRefused()
    {
        using var wang = await Hotline.SignInAsync("wang");

        var (status, body) = await wang.PostAsync("/api/incidents", new { household = Hotline.OtherHome.Value, kind = "sos" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("household", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntryData_ByTheOwner_IsShownAndEachViewIsInTheJournal()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");
        using var boss = await Hotline.SignInAsync("boss");
        await boss.PostAsync($"/api/incidents/{id}/claim");
        await boss.PostAsync($"/api/incidents/{id}/release");

        using var unclaimed = await wang.Http.GetAsync($"/api/incidents/{id}/entry-data");
        await wang.PostAsync($"/api/incidents/{id}/claim");
        var shown = await wang.GetAsync($"/api/incidents/{id}/entry-data");

        Assert.Equal(HttpStatusCode.Conflict, unclaimed.StatusCode);
        Assert.Equal("key safe 4711", shown.GetProperty("text").GetString());
        var viewed = (await Hotline.JournalAsync(Hotline.Alpha)).Last(e => e.Event is EntryDataViewed);
        Assert.Equal("wang", ((EntryDataViewed)viewed.Event).By.Id);
        await wang.PostAsync($"/api/incidents/{id}/release");
    }

    [Fact]
    public async Task List_AllPaged_ReachesEveryIncidentOnce()
    {
        await Hotline.AlarmAsync();
        await Hotline.AlarmAsync(kind: SignalKind.BatteryLow);
        using var wang = await Hotline.SignInAsync("wang");

        var seen = new List<string>();
        for (string? after = null; ;)
        {
            var page = await wang.GetAsync($"/api/incidents?state=all&limit=1{(after is null ? "" : $"&after={after}")}");
            if (page.GetArrayLength() == 0)
            {
                break;
            }

            after = page[0].GetProperty("id").GetString();
            seen.Add(after!);
        }

        var opened = (await Hotline.JournalAsync(Hotline.Alpha)).Where(e => e.Event is IncidentOpened).Select(e => e.Incident!.Value.Value);
        Assert.Equal(opened.Reverse(), seen);
    }

    [Theory]
    [InlineData("state=closed", "state")]
    [InlineData("limit=0", "limit")]
    public async Task List_WrongParameter_NamesIt(string query, string field)
    {
        using var wang = await Hotline.SignInAsync("wang");

        using var answer = await wang.Http.GetAsync($"/api/incidents?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

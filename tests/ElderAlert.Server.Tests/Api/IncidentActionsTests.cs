using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Api.Actions;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Api;

public sealed class IncidentActionsTests : HotlineTests
{
    [Fact]
    public async Task WholeLoop_FromAlarmToClosed_EveryActionIsCarriedOut()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        await ExpectAsync(wang, id, "claim", new { }, "claimed");
        await ExpectAsync(wang, id, "note", new { text = "calling back" }, "claimed");
        await ExpectAsync(wang, id, "step", new { step = "voiceContact", reached = true, note = "has fallen" }, "claimed");
        await ExpectAsync(wang, id, "step", new { step = "outsideLine", line = "120" }, "claimed");
        await ExpectAsync(wang, id, "contact", new { kind = "contact", id = "alpha-daughter", channel = "sms" }, "claimed");
        await ExpectAsync(wang, id, "dispatch", new { responder = "alpha-guard" }, "dispatched");
        await ExpectAsync(wang, id, "en-route", new { responder = "alpha-guard", etaMinutes = 8 }, "dispatched");
        await ExpectAsync(wang, id, "on-scene", new { responder = "alpha-guard" }, "onScene");
        await ExpectAsync(wang, id, "clear", new { responder = "alpha-guard" }, "onScene");
        await ExpectAsync(wang, id, "resolve", new { resolution = "helped" }, "resolved");
        await ExpectAsync(wang, id, "follow-up", new { result = "well", satisfaction = 5 }, "resolved");
        await ExpectAsync(wang, id, "close", new { }, "closed");

        var detail = await wang.GetAsync($"/api/incidents/{id}");
        Assert.Equal("well", detail.GetProperty("incident").GetProperty("followUp").GetString());
        Assert.Equal("Guard Lu", detail.GetProperty("incident").GetProperty("assignments")[0].GetProperty("responder").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Note_SameIdempotencyKey_IsWrittenOnceAndAnsweredTheSame()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/incidents/{id}/note") { Content = JsonContent.Create(new { text = "only once" }) };
            request.Headers.Add("Idempotency-Key", "note-1");
            using var answer = await wang.Http.SendAsync(request);
            answers.Add((await TestBrowser.BodyOf(answer)).GetProperty("id").GetString()!);
        }

        Assert.Equal([id.Value, id.Value, id.Value], answers);
        Assert.Single(await Hotline.JournalAsync(Hotline.Alpha), e => e.Event is NoteAdded { Text.Value: "only once" });
    }

    [Fact]
    public async Task Claim_OfAnother_IsAConflictWithItsCode()
    {
        var id = await Hotline.AlarmAsync();
        using var boss = await Hotline.SignInAsync("boss");
        using var wang = await Hotline.SignInAsync("wang");
        await boss.PostAsync($"/api/incidents/{id}/claim");

        var (status, body) = await wang.PostAsync($"/api/incidents/{id}/claim");

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("alreadyClaimed", body.GetProperty("code").GetString());
        await boss.PostAsync($"/api/incidents/{id}/release");
    }

    [Theory]
    [InlineData("note", "{}", "text")]
    [InlineData("note", """{"text":"  "}""", "text")]
    [InlineData("note", """{"text":null}""", "text")]
    [InlineData("note", """{"text":"a","extra":1}""", "extra")]
    [InlineData("step", """{"step":"dance"}""", "step")]
    [InlineData("step", """{"step":"voiceContact"}""", "reached")]
    [InlineData("step", """{"step":"outsideLine"}""", "line")]
    [InlineData("dispatch", """{"responder":7}""", "responder")]
    [InlineData("resolve", """{"resolution":"forgotten"}""", "resolution")]
    [InlineData("resolve", """{"resolution":1}""", "resolution")]
    [InlineData("en-route", """{"responder":"alpha-guard","etaMinutes":"soon"}""", "etaMinutes")]
    [InlineData("note", """{"text":"a" """, "")]
    public async Task Action_BodyThatDoesNotFit_NamesTheField(string action, string body, string field)
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        using var answer = await wang.Http.PostAsync($"/api/incidents/{id}/{action}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await TestBrowser.BodyOf(answer);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.DoesNotContain("ElderAlert.", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Note_TwiceWithAnEmptyRequestId_IsTwoRequests()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        await wang.PostAsync($"/api/incidents/{id}/note", new { text = "first", requestId = "" });
        await wang.PostAsync($"/api/incidents/{id}/note", new { text = "second", requestId = "" });

        var notes = (await Hotline.JournalAsync(Hotline.Alpha)).Select(e => e.Event).OfType<NoteAdded>().Select(n => n.Text.Value);
        Assert.Equal(["first", "second"], notes);
    }

    [Fact]
    public async Task Dispatch_UnknownResponder_IsUnprocessable()
    {
        var id = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");
        await wang.PostAsync($"/api/incidents/{id}/claim");

        var (status, body) = await wang.PostAsync($"/api/incidents/{id}/dispatch", new { responder = "beta-guard" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("unknownResponder", body.GetProperty("code").GetString());
        await wang.PostAsync($"/api/incidents/{id}/release");
    }

    [Fact]
    public void All_Actions_AreThoseOfTheContract()
    {
        var contract = File.ReadAllText(House.Repository.File("dashboards/console/src/api/contract.ts"));
        var actions = contract[contract.IndexOf("export interface IncidentActions {", StringComparison.Ordinal)..];
        actions = actions[..actions.IndexOf("\n}", StringComparison.Ordinal)];
        var names = actions.Split('\n').Skip(1).Where(line => !line.Contains("/**", StringComparison.Ordinal)).Select(line => line.Split(':')[0].Trim().Trim('\''));

        Assert.Equal(names.Order(StringComparer.Ordinal), IncidentActions.All.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task ExpectAsync(TestBrowser browser, Domain.IncidentId id, string action, object body, string state)
    {
        var (status, answer) = await browser.PostAsync($"/api/incidents/{id}/{action}", body);
        Assert.True(status == HttpStatusCode.OK, $"{action}: {(int)status} {answer}");
        Assert.Equal(state, answer.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Object, answer.GetProperty("household").ValueKind);
    }
}

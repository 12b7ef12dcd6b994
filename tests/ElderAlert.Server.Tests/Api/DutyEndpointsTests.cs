using System.Net;
using System.Text;
using System.Text.Json;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Tests.Support;

namespace ElderAlert.Server.Tests.Api;

/// <summary>Rotas and faults over HTTP, and what cannot be: each refused with its code.</summary>
public sealed class DutyEndpointsTests : HotlineTests
{
    private const string Rota =
        """{"name":"Nights","of":"operators","shifts":[{"hours":{"days":["monday"],"from":"20:00","to":"08:00"},"begins":"2026-11-23","turns":[{"members":["wang"]},{"members":["boss"]}]}]}""";

    [Theory]
    [InlineData("2026-11-23T20:00:00%2B08:00", "wang")]
    [InlineData("2026-12-01T03:00:00%2B08:00", "boss")]
    [InlineData("2026-11-23T12:00:00%2B08:00", "")]
    public async Task OnDuty_SaysWhoServesAtATime(string at, string expected)
    {
        using var boss = await Hotline.SignInAsync("boss");
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(boss, "/api/rotas/nights", Rota)).Status);

        var rota = Assert.Single((await boss.GetAsync($"/api/on-duty?at={at}")).EnumerateArray());

        Assert.Equal(expected, string.Join(' ', rota.GetProperty("members").EnumerateArray().Select(m => m.GetString())));
    }

    [Theory]
    [InlineData("/api/policies/x", """{"name":"Mute","lane":"life","steps":[{"targets":[{"kind":"supervisors","channels":["sms"]}],"wait":20}],"rounds":2,"times":{"delivery":30,"answer":90,"voiceContact":90,"claimProgress":180,"acknowledgeProgress":300,"onScene":1800,"resolve":7200,"followUp":86400,"repeat":300}}""", "policyReachesNobody")]
    [InlineData("/api/policies/x", """{"name":"Empty","lane":"life","steps":[],"rounds":2,"times":{"delivery":30,"answer":90,"voiceContact":90,"claimProgress":180,"acknowledgeProgress":300,"onScene":1800,"resolve":7200,"followUp":86400,"repeat":300}}""", "policyImpossible")]
    [InlineData("/api/contacts/x", """{"household":"alpha-home","name":"Son","relation":"son","order":2,"methods":[{"channel":"sms","address":"+8610000000008","verified":false}]}""", "numberNotVerified")]
    [InlineData("/api/areas/alpha-village", """{"name":"Chengnan","level":"village","parent":"alpha-village"}""", "areaCircle")]
    [InlineData("/api/rotas/x", """{"name":"Twice","of":"operators","shifts":[{"hours":{"days":["monday"],"from":"20:00","to":"08:00"},"begins":"2026-11-23","turns":[{"members":["wang"]}]},{"hours":{"days":["tuesday"],"from":"07:00","to":"09:00"},"begins":"2026-11-23","turns":[{"members":["boss"]}]}]}""", "shiftsOverlap")]
    [InlineData("/api/centres/alpha", """{"name":"Hotline","hotline":"96345","timeZone":"Asia/Shanghai","quietHours":[{"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"from":"00:00","to":"00:00"}]}""", "hoursImpossible")]
    public async Task WhatCannotBe_IsRefusedWithItsCode_AndNothingChanges(string path, string json, string code)
    {
        using var admin = await Hotline.SignInAsync("admin");
        var head = Hotline.Server.Engine.Feed.Head(Hotline.Alpha);

        var (status, problem) = await PutAsync(admin, path, json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("problems")[0].GetString()!);
        await foreach (var entry in Hotline.Server.Journal.ReadAsync(Hotline.Alpha, head, CancellationToken.None))
        {
            Assert.IsNotType<DirectoryChanged>(entry.Event);
        }
    }

    [Fact]
    public async Task Faults_OfAHotlineThatIsWell_AreNone()
    {
        using var wang = await Hotline.SignInAsync("wang");

        Assert.Empty((await wang.GetAsync("/api/faults")).EnumerateArray());
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PutAsync(ElderAlert.Tests.Shared.TestBrowser browser, string path, string json)
    {
        using var answer = await browser.Http.PutAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Server.Tests.Support;

namespace ElderAlert.Server.Tests.Pilot;

public sealed class ImportEndpointTests(HotlineFixture fixture) : IClassFixture<HotlineFixture>
{
    private Hotline Hotline => fixture.Hotline;

    [Fact]
    public async Task Import_OfAnAdministrator_IsOnFile_AndGivesTheNewKeys()
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var answer = await admin.Http.PostAsync("/api/import", Body(ForAlpha()));

        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("h01-pendant", json.RootElement.GetProperty("newKeys")[0].GetProperty("device").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("counts").GetProperty("Device").GetInt32());
        Assert.NotNull(Hotline.Server.Engine.Directory.Find(new HouseholdId("h01")));
    }

    [Fact]
    public async Task Import_WithAMistake_NamesTheLine()
    {
        using var admin = await Hotline.SignInAsync("admin");

        using var answer = await admin.Http.PostAsync("/api/import", Body(ForAlpha().Replace("eight letters", "short", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(29, json.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Import_ForAnotherCentre_IsRefused()
    {
        using var admin = await Hotline.SignInAsync("bela-admin");

        using var answer = await admin.Http.PostAsync("/api/import", Body(ForAlpha()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Import_OfASupervisor_IsForbidden()
    {
        using var boss = await Hotline.SignInAsync("boss");

        using var answer = await boss.Http.PostAsync("/api/import", Body(ForAlpha()));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>The sample for a centre that is on file already.</summary>
    private static string ForAlpha() => PilotSample.Text.Replace("\"id\": \"qingxi\"", "\"id\": \"alpha\"", StringComparison.Ordinal);

    private static StringContent Body(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}

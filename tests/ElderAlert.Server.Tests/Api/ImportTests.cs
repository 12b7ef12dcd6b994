using System.Net;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Server.Tests.Pilot;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Api;

public sealed class ImportTests : HotlineTests
{
    [Fact]
    public async Task Import_FileOfTheOwnCentre_IsOnFileAndShowsNewKeysOnce()
    {
        using var admin = await Hotline.SignInAsync("admin");

        var (status, body) = await ImportAsync(admin, PilotSample.Text.Replace("\"qingxi\"", "\"alpha\"", StringComparison.Ordinal));

        Assert.True(status == HttpStatusCode.OK, body);
        Assert.Contains("\"Household\":1", body, StringComparison.Ordinal);
        Assert.Contains("h01-pendant", body, StringComparison.Ordinal);
        Assert.Equal(Hotline.Alpha, Hotline.Server.Engine.Directory.Find(new HouseholdId("h01"))!.Centre);
    }

    [Fact]
    public async Task Import_FileOfAnotherCentre_IsRefusedWhole()
    {
        using var admin = await Hotline.SignInAsync("bela-admin");

        var (status, body) = await ImportAsync(admin, PilotSample.Text);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("qingxi", body, StringComparison.Ordinal);
        Assert.Null(Hotline.Server.Engine.Directory.Find(new CentreId("qingxi")));
    }

    [Theory]
    [InlineData("wang")]
    [InlineData("boss")]
    public async Task Import_ByAnybodyButAnAdministrator_IsForbidden(string user)
    {
        using var browser = await Hotline.SignInAsync(user);

        Assert.Equal(HttpStatusCode.Forbidden, (await ImportAsync(browser, PilotSample.Text)).Status);
    }

    private static async Task<(HttpStatusCode Status, string Body)> ImportAsync(TestBrowser browser, string file)
    {
        using var answer = await browser.Http.PostAsync("/api/import", new StringContent(file, Encoding.UTF8, "application/json"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

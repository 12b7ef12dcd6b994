using System.Net;
using System.Text.Json;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Directory.Absences;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Api;

public sealed class AbsenceTests : HotlineTests
{
    [Fact]
    public async Task Add_OverAnotherOfTheHome_IsRefusedWithItsCodeAndChangesNothing()
    {
        using var wang = await Hotline.SignInAsync("wang");
        var first = await wang.PostAsync("/api/absences", Absence("2027-03-01", "2027-03-05"));

        var second = await wang.PostAsync("/api/absences", Absence("2027-03-04", "2027-03-09"));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.Status, second.Status));
        Assert.Equal("absenceOverlaps", second.Body.GetProperty("code").GetString());
        Assert.Contains("change that one", second.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single(Hotline.Server.Engine.Directory.AbsencesOf(Hotline.Home), a => a.From.Month == 3);
        await wang.Http.DeleteAsync($"/api/absences/{first.Body.GetProperty("id").GetString()}");
    }

    [Fact]
    public async Task End_OfAnAbsenceThatLasts_EndsItNow_AndTheIncidentShowsItBefore()
    {
        var now = Now;
        var absence = new Absence(
            Hotline.Alpha, new AbsenceId("away"), Hotline.Home, null, AbsenceReason.Visit, now.AddHours(-3), now.AddDays(2), "with the son", now.AddHours(-1));
        await Hotline.Server.Engine.EditAsync(new(Hotline.Alpha, Domain.Incidents.Actor.System, [absence], []), CancellationToken.None);
        var incident = await Hotline.AlarmAsync();
        using var wang = await Hotline.SignInAsync("wang");

        var shown = (await wang.GetAsync($"/api/incidents/{incident}")).GetProperty("absences")[0];
        var ended = await wang.PostAsync("/api/absences/away/end");

        Assert.Equal(("visit", "with the son"), (shown.GetProperty("reason").GetString(), shown.GetProperty("note").GetString()));
        Assert.Equal(JsonValueKind.String, shown.GetProperty("somebodyHomeAt").ValueKind);
        Assert.Equal(HttpStatusCode.OK, ended.Status);
        Assert.True(Hotline.Server.Engine.Directory.Find<Absence>("away")!.To <= Now);
        Assert.Equal(0, (await wang.GetAsync($"/api/incidents/{incident}")).GetProperty("absences").GetArrayLength());
    }

    [Fact]
    public async Task End_OfAnAbsenceOfAnotherCentre_IsNotFound()
    {
        var absence = new Absence(Hotline.Beta, new AbsenceId("beta-away"), Hotline.OtherHome, null, AbsenceReason.Visit, Now, Now.AddDays(1));
        await Hotline.Server.Engine.EditAsync(new(Hotline.Beta, Domain.Incidents.Actor.System, [absence], []), CancellationToken.None);
        using var wang = await Hotline.SignInAsync("wang");

        Assert.Equal(HttpStatusCode.NotFound, (await wang.PostAsync("/api/absences/beta-away/end")).Status);
    }

    [Fact]
    public async Task CheckIn_ByPhone_IsInTheJournal()
    {
        using var wang = await Hotline.SignInAsync("wang");

        Assert.Equal(HttpStatusCode.NoContent, (await wang.PostAsync($"/api/households/{Hotline.Home}/check-in")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await wang.PostAsync($"/api/households/{Hotline.OtherHome}/check-in")).Status);

        var fact = Assert.Single((await Hotline.JournalAsync(Hotline.Alpha)).Select(e => e.Event).OfType<CheckedIn>());
        Assert.Equal((Hotline.Home, "wang"), (fact.Household, fact.By.Id));
    }

    private DateTimeOffset Now => Hotline.Server.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    private static object Absence(string from, string to) => new { household = Hotline.Home.Value, reason = "holiday", from = $"{from}T00:00:00Z", to = $"{to}T00:00:00Z" };
}

using System.Net;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Server.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Server.Tests.Api;

public sealed class TestModeEndpointsTests
{
    private const string Path = "/api/households/alpha-home/test-mode";

    [Fact]
    public async Task Start_LastsHalfAnHour_MarksAlarms_AndEndsByItself()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        using var wang = await hotline.SignInAsync("wang");

        var (status, mode) = await wang.PostAsync(Path);

        Assert.Equal((HttpStatusCode.OK, clock.GetUtcNow().AddMinutes(30)), (status, mode.GetProperty("until").GetDateTimeOffset()));
        var id = await hotline.AlarmAsync();
        var view = (await wang.GetAsync($"/api/incidents/{id}")).GetProperty("incident");
        Assert.Equal("testMode", Assert.Single(view.GetProperty("marks").EnumerateArray()).GetString());
        Assert.Equal(clock.GetUtcNow().AddMinutes(30), view.GetProperty("household").GetProperty("testUntil").GetDateTimeOffset());
        var listed = Assert.Single((await wang.GetAsync("/api/test-modes")).EnumerateArray());
        Assert.Equal(("alpha-home", "wang"), (listed.GetProperty("household").GetString(), listed.GetProperty("by").GetProperty("id").GetString()));
        Assert.Equal(view.GetProperty("household").GetProperty("name").GetString(), listed.GetProperty("householdName").GetString());
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, (await wang.GetAsync("/api/test-modes")).GetArrayLength());
        Assert.Contains(await hotline.JournalAsync(Hotline.Alpha), e => e.Event is DirectoryChanged { Type: "TestMode", By: { Kind: ActorKind.Operator, Id: "wang" } });
    }

    [Fact]
    public async Task End_AlarmsAreRealAtOnce()
    {
        await using var hotline = await Hotline.StartAsync();
        using var wang = await hotline.SignInAsync("wang");
        await wang.PostAsync(Path, new { minutes = 60 });

        using var ended = await wang.Http.DeleteAsync(Path);
        using var again = await wang.Http.DeleteAsync(Path);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (ended.StatusCode, again.StatusCode));
        var view = (await wang.GetAsync($"/api/incidents/{await hotline.AlarmAsync()}")).GetProperty("incident");
        Assert.Empty(view.GetProperty("marks").EnumerateArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(241)]
    public async Task Start_ForImpossiblyLong_IsRefusedAndChangesNothing(int minutes)
    {
        await using var hotline = await Hotline.StartAsync();
        using var wang = await hotline.SignInAsync("wang");

        var (status, problem) = await wang.PostAsync(Path, new { minutes });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid"), (status, problem.GetProperty("code").GetString()));
        Assert.Equal(0, (await wang.GetAsync("/api/test-modes")).GetArrayLength());
    }

    [Fact]
    public async Task Start_AnotherCentresHome_IsNotFound()
    {
        await using var hotline = await Hotline.StartAsync();
        using var bela = await hotline.SignInAsync("bela");

        Assert.Equal(HttpStatusCode.NotFound, (await bela.PostAsync(Path)).Status);
    }

    [Fact]
    public async Task Start_SameRequestTwice_DoesNotLengthenIt()
    {
        var clock = new FakeClock();
        await using var hotline = await Hotline.StartAsync(clock);
        using var wang = await hotline.SignInAsync("wang");
        var (_, first) = await wang.PostAsync(Path, new { requestId = "r1" });
        clock.Advance(TimeSpan.FromMinutes(5));

        var (_, second) = await wang.PostAsync(Path, new { requestId = "r1" });

        Assert.Equal(first.GetProperty("until").GetDateTimeOffset(), second.GetProperty("until").GetDateTimeOffset());
    }
}

using System.Net;
using ElderAlert.Domain.Incidents;
using ElderAlert.Server.Tests.Pages;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Family;

public sealed class FamilyPageTests
{
    [Fact]
    public async Task Get_NobodyHasIt_SaysSoAndAcknowledgesNothing()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var page = await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter));

        Assert.Contains("正在找人接手", page, StringComparison.Ordinal);
        Assert.Contains("张桂英 · 跌倒报警", page, StringComparison.Ordinal);
        Assert.Contains("tel:96345", page, StringComparison.Ordinal);
        Assert.Null((await host.FindAsync(incident.Id)).AcknowledgedBy);
    }

    [Fact]
    public async Task Get_OperatorHasItAndResponderIsOnTheWay_ShowsWhoAndWhen()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        await host.DoAsync(incident.Id, new Claim(PageTown.LiMin));
        await host.DispatchAsync(incident.Id);
        await host.DoAsync(incident.Id, new StartEnRoute(new Actor(ActorKind.Responder, "wang"), PageTown.GridWorker, 10));

        var page = await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter));

        Assert.Contains("王强 正在赶去", page, StringComparison.Ordinal);
        Assert.Contains("约 10 分钟，预计 14:10 到达", page, StringComparison.Ordinal);
        Assert.Contains("话务员 李敏 负责", page, StringComparison.Ordinal);
        Assert.Contains("王强 出发，约 10 分钟到", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_EnglishReader_IsWrittenInEnglish()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var page = await host.ReadAsync(host.LinkOf(incident, PageTown.Son));

        Assert.Contains("lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("Finding somebody to help", page, StringComparison.Ordinal);
    }

    /// <summary>A phone that cannot read the script shows a page that never changes, and nobody sees that it is old.</summary>
    [Theory]
    [InlineData("?.")]
    [InlineData("??")]
    [InlineData("catch {")]
    [InlineData("replaceChildren")]
    public async Task Script_UsesNothingThatOldPhonesLack(string newer)
    {
        await using var host = await PageHost.StartAsync();

        Assert.DoesNotContain(newer, await host.Http.GetStringAsync("/family/live.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LanguageThatIsNone_IsWrittenInTheirOwn()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var page = await host.ReadAsync($"{host.LinkOf(incident, PageTown.Daughter)}?lang=%22中文");

        Assert.Contains("正在找人接手", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TheSignalCameLate_SaysWhenItHappenedAndWhenItWasReceived()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync(late: TimeSpan.FromHours(3));

        var chinese = await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter));
        var english = await host.ReadAsync(host.LinkOf(incident, PageTown.Son));

        Assert.Contains("设备称11:00发生，14:00才收到", chinese, StringComparison.Ordinal);
        Assert.Contains("The device says that it happened at 11:00, we received it at 14:00", english, StringComparison.Ordinal);
    }

    /// <summary>What happened yesterday must not look like this afternoon's.</summary>
    [Fact]
    public async Task Get_OnTheNextDay_SaysOfWhichDayItSpeaks()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);
        host.Clock.Advance(TimeSpan.FromHours(24));

        var page = await host.ReadAsync(link);

        Assert.Contains("11-21 14:00 发出警报", page, StringComparison.Ordinal);
        Assert.Contains(">11-21 14:00</time><span>收到跌倒报警", page, StringComparison.Ordinal);
    }

    /// <summary>Nobody is promised before it is known that somebody is needed.</summary>
    [Fact]
    public async Task Get_OperatorHasIt_PromisesTheSameInBothLanguages()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        await host.DoAsync(incident.Id, new Claim(PageTown.LiMin));

        Assert.Contains("必要时会派人前往", await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter)), StringComparison.Ordinal);
        Assert.Contains("will send somebody if needed", await host.ReadAsync(host.LinkOf(incident, PageTown.Son)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TheSignalCameAtOnce_SaysNothingOfLateness()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        Assert.DoesNotContain("才收到", await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ContactOrSupervisor_NeverShowsTheAddress()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        Assert.Contains("桂花弄 7 号", await host.ReadAsync(host.LinkOf(incident, PageTown.Responder)), StringComparison.Ordinal);
        Assert.DoesNotContain("桂花弄", await host.ReadAsync(host.LinkOf(incident, PageTown.Daughter)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ExpiredLink_IsGoneWithTheHotlineAndNoData()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);
        host.Clock.Advance(TimeSpan.FromHours(48.1));

        var answer = await host.Http.GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        AssertHasNoData(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.Gone, (await host.PostAsync($"{link}/going", ("requestId", "r1"))).StatusCode);
    }

    [Fact]
    public async Task Get_ForgedLink_IsForbiddenWithTheHotlineAndNoData()
    {
        await using var host = await PageHost.StartAsync();
        await host.RaiseAsync();

        var answer = await host.Http.GetAsync("/f/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertHasNoData(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_SignedForAPersonOfAnotherHome_IsForbidden()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var answer = await host.Http.GetAsync(host.LinkOf(incident, PageTown.Stranger));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        AssertHasNoData(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Get_NothingChanged_IsNotSentAgain()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);
        var version = (await host.Http.GetAsync(link)).Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync()).StatusCode);
        await host.DoAsync(incident.Id, new Claim(PageTown.LiMin));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync()).StatusCode);

        async Task<HttpResponseMessage> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.IfNoneMatch.Add(version);
            return await host.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Get_AnyPage_FitsTheContentSecurityPolicyAndIsNotKept()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var answer = await host.Http.GetAsync(host.LinkOf(incident, PageTown.Daughter));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotMatch("<style|style=|<script>|onclick|onload|https?://", page);
    }

    [Fact]
    public async Task Restart_LinkSentBefore_StillOpens()
    {
        var first = await PageHost.StartAsync();
        var incident = await first.RaiseAsync();
        var link = first.LinkOf(incident, PageTown.Daughter);
        await first.StopAsync();

        try
        {
            await using var second = await PageHost.StartAsync(folder: first.Folder, clock: first.Clock);
            Assert.Equal(HttpStatusCode.OK, (await second.Http.GetAsync(link)).StatusCode);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(first.Folder, "link.key")));
            }
        }
        finally
        {
            Directory.Delete(first.Folder, recursive: true);
        }
    }

    private static void AssertHasNoData(string page)
    {
        Assert.Contains("96345", page, StringComparison.Ordinal);
        Assert.DoesNotContain("张桂英", page, StringComparison.Ordinal);
        Assert.DoesNotContain("跌倒", page, StringComparison.Ordinal);
        Assert.DoesNotContain("桂花弄", page, StringComparison.Ordinal);
    }
}

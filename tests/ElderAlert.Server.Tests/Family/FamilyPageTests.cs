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

        var page = await ReadAsync(host, host.LinkOf(incident, PageTown.Daughter));

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

        var page = await ReadAsync(host, host.LinkOf(incident, PageTown.Daughter));

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

        var page = await ReadAsync(host, host.LinkOf(incident, PageTown.Son));

        Assert.Contains("lang=\"en\"", page, StringComparison.Ordinal);
        Assert.Contains("Finding somebody to help", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TheSignalCameLate_SaysWhenItHappenedAndWhenItWasReceived()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync(late: TimeSpan.FromHours(3));

        var chinese = await ReadAsync(host, host.LinkOf(incident, PageTown.Daughter));
        var english = await ReadAsync(host, host.LinkOf(incident, PageTown.Son));

        Assert.Contains("设备称11:00发生，14:00才收到", chinese, StringComparison.Ordinal);
        Assert.Contains("The device says that it happened at 11:00, we received it at 14:00", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TheSignalCameAtOnce_SaysNothingOfLateness()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        Assert.DoesNotContain("才收到", await ReadAsync(host, host.LinkOf(incident, PageTown.Daughter)), StringComparison.Ordinal);
    }

    /// <summary>The disk fails at the moment when the daughter presses: she reads so, and presses again.</summary>
    [Fact]
    public async Task Going_JournalTakesNothing_SaysSo_AndPressingAgainCounts()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);
        Uri? back;
        using (var tool = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "journal.db")};Pooling=False"))
        {
            tool.Open();
            using var held = tool.BeginTransaction(deferred: false);
            var answer = await PostAsync(host, $"{link}/going", ("eta", "20"), ("requestId", "r1"));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            back = answer.Headers.Location;
        }

        Assert.Contains("刚才的操作没有记下", await host.Http.GetStringAsync(back), StringComparison.Ordinal);
        Assert.False((await host.FindAsync(incident.Id)).IsTaken);

        await PostAsync(host, $"{link}/going", ("eta", "20"), ("requestId", "r1"));
        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
    }

    [Fact]
    public async Task Post_DaughterGoes_TakesResponsibilityOnceHoweverOftenItIsPressed()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);

        var first = await PostAsync(host, $"{link}/going", ("eta", "20"), ("requestId", "r1"));
        var second = await PostAsync(host, $"{link}/going", ("eta", "20"), ("requestId", "r1"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
        var page = await ReadAsync(host, first.Headers.Location!.OriginalString);
        Assert.Contains("李梅 答应前往", page, StringComparison.Ordinal);
        Assert.Contains("约 20 分钟，预计 14:20 到达", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("李梅 答应前往，约 20 分钟").Length - 1);
    }

    [Fact]
    public async Task Post_DaughterCannot_IsToldToTheOperatorAndStopsNothing()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var answer = await PostAsync(host, $"{host.LinkOf(incident, PageTown.Daughter)}/cannot", ("requestId", "r1"));

        Assert.Contains("已记下您去不了", await ReadAsync(host, answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.False((await host.FindAsync(incident.Id)).IsTaken);
    }

    [Fact]
    public async Task Post_ResponderGoesThereAndBack_MovesTheIncidentAlong()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Responder);

        await PostAsync(host, $"{link}/going", ("eta", "10"), ("requestId", "r1"));
        Assert.Equal(AssignmentState.EnRoute, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
        await PostAsync(host, $"{link}/arrived", ("requestId", "r2"));
        Assert.Equal(AssignmentState.OnScene, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
        await PostAsync(host, $"{link}/left", ("requestId", "r3"));
        Assert.Equal(AssignmentState.Cleared, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
    }

    [Fact]
    public async Task Post_EntryData_IsShownToAResponderOnTheWayOnlyAndJournalled()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Responder);

        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(host, $"{link}/entry")).StatusCode);
        await PostAsync(host, $"{link}/going", ("eta", "10"), ("requestId", "r1"));
        Assert.DoesNotContain("4711", await ReadAsync(host, link), StringComparison.Ordinal);
        var before = (await host.FindAsync(incident.Id)).Position;
        var shown = await PostAsync(host, $"{link}/entry");

        Assert.Contains("4711", WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True((await host.FindAsync(incident.Id)).Position > before);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("entry")]
    [InlineData("arrived")]
    [InlineData("left")]
    public async Task Post_ContactTriesWhatRespondersDo_IsRefusedAndShowsNothing(string action)
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var before = (await host.FindAsync(incident.Id)).Position;

        var answer = await PostAsync(host, $"{host.LinkOf(incident, PageTown.Daughter)}/{action}", ("requestId", "r1"));

        Assert.DoesNotContain("4711", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, (await host.FindAsync(incident.Id)).Position);
    }

    [Fact]
    public async Task Get_ContactOrSupervisor_NeverShowsTheAddress()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        Assert.Contains("桂花弄 7 号", await ReadAsync(host, host.LinkOf(incident, PageTown.Responder)), StringComparison.Ordinal);
        Assert.DoesNotContain("桂花弄", await ReadAsync(host, host.LinkOf(incident, PageTown.Daughter)), StringComparison.Ordinal);
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
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync(host, $"{link}/going", ("requestId", "r1"))).StatusCode);
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

    private static async Task<string> ReadAsync(PageHost host, string path) => WebUtility.HtmlDecode(await host.Http.GetStringAsync(path));

    private static async Task<HttpResponseMessage> PostAsync(PageHost host, string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await host.Http.PostAsync(path, form);
    }
}

using System.Net;
using ElderAlert.Domain.Incidents;
using ElderAlert.Server.Tests.Pages;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Family;

/// <summary>What the holder of a link presses, and what comes of it.</summary>
public sealed class FamilyAnswerTests
{
    /// <summary>An id that is missing is not the same id as that of others whose id is missing.</summary>
    [Fact]
    public async Task Post_TwoPeopleGoWithoutARequestId_BothAreNoted()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        await host.PostAsync($"{host.LinkOf(incident, PageTown.Daughter)}/going", ("eta", "20"));
        await host.PostAsync($"{host.LinkOf(incident, PageTown.Son)}/going", ("eta", "10"));

        Assert.Equal(PageTown.Son, (await host.FindAsync(incident.Id)).AcknowledgedBy);
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
            var answer = await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r1"));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            back = answer.Headers.Location;
        }

        Assert.Contains("刚才的操作没有记下", await host.Http.GetStringAsync(back), StringComparison.Ordinal);
        Assert.False((await host.FindAsync(incident.Id)).IsTaken);

        await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r1"));
        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
    }

    [Fact]
    public async Task Post_DaughterGoes_TakesResponsibilityOnceHoweverOftenItIsPressed()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Daughter);

        var first = await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r1"));
        var second = await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r1"));

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
        var page = await host.ReadAsync(first.Headers.Location!.OriginalString);
        Assert.Contains("李梅 答应前往", page, StringComparison.Ordinal);
        Assert.Contains("约 20 分钟，预计 14:20 到达", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("李梅 答应前往，约 20 分钟").Length - 1);
    }

    [Fact]
    public async Task Post_DaughterCannot_IsToldToTheOperatorAndStopsNothing()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        var answer = await host.PostAsync($"{host.LinkOf(incident, PageTown.Daughter)}/cannot", ("requestId", "r1"));

        Assert.Contains("已记下您去不了", await host.ReadAsync(answer.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.False((await host.FindAsync(incident.Id)).IsTaken);
    }

    /// <summary>Only of whoever was said to be coming does the family hear that they are not.</summary>
    [Fact]
    public async Task Post_DaughterCannotAfterAll_NobodyHasItAndThePageSaysSo()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var (link, sons) = (host.LinkOf(incident, PageTown.Daughter), host.LinkOf(incident, PageTown.Son));
        await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r1"));

        await host.PostAsync($"{link}/cannot", ("requestId", "r2"));
        await host.PostAsync($"{sons}/cannot", ("requestId", "r3"));

        Assert.False((await host.FindAsync(incident.Id)).IsTaken);
        var page = await host.ReadAsync(link);
        Assert.Contains("李梅 去不了，正在联系其他人", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("去不了，正在联系其他人").Length - 1);
    }

    [Fact]
    public async Task Post_ResponderGoesThereAndBack_MovesTheIncidentAlong()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Responder);

        await host.PostAsync($"{link}/going", ("eta", "10"), ("requestId", "r1"));
        Assert.Equal(AssignmentState.EnRoute, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
        await host.PostAsync($"{link}/arrived", ("requestId", "r2"));
        Assert.Equal(AssignmentState.OnScene, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
        await host.PostAsync($"{link}/left", ("requestId", "r3"));
        Assert.Equal(AssignmentState.Cleared, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
    }

    /// <summary>The car does not start; then it does.</summary>
    [Fact]
    public async Task Post_ResponderCannotComeAfterAll_IsNotExpected_AndMaySetOutAgain()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Responder);
        await host.PostAsync($"{link}/going", ("eta", "10"), ("requestId", "r1"));
        Assert.Contains("我去不了了", await host.ReadAsync(link), StringComparison.Ordinal);

        var answer = await host.PostAsync($"{link}/cannot", ("requestId", "r2"));

        Assert.Equal(AssignmentState.Cleared, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
        var page = await host.ReadAsync(answer.Headers.Location!.OriginalString);
        Assert.Contains("已记下您去不了", page, StringComparison.Ordinal);
        Assert.DoesNotContain("您已离开现场", page, StringComparison.Ordinal);
        await host.PostAsync($"{link}/going", ("eta", "20"), ("requestId", "r3"));
        Assert.Equal(AssignmentState.EnRoute, (await host.FindAsync(incident.Id)).Find(PageTown.GridWorker)!.State);
    }

    [Fact]
    public async Task Post_EntryData_IsShownToAResponderOnTheWayOnlyAndJournalled()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        var link = host.LinkOf(incident, PageTown.Responder);

        Assert.Equal(HttpStatusCode.SeeOther, (await host.PostAsync($"{link}/entry")).StatusCode);
        await host.PostAsync($"{link}/going", ("eta", "10"), ("requestId", "r1"));
        Assert.DoesNotContain("4711", await host.ReadAsync(link), StringComparison.Ordinal);
        var before = (await host.FindAsync(incident.Id)).Position;
        var shown = await host.PostAsync($"{link}/entry");

        Assert.Contains("4711", WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.True((await host.FindAsync(incident.Id)).Position > before);
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Get_WhereTheEntryWasShown_LeadsToThePage()
    {
        await using var host = await PageHost.StartAsync();
        var link = host.LinkOf(await host.RaiseAsync(), PageTown.Responder);

        using var answer = await host.Http.GetAsync($"{link}/entry?lang=en");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"{link}?lang=en", answer.Headers.Location?.ToString());
        Assert.Contains("on my way", await host.ReadAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
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

        var answer = await host.PostAsync($"{host.LinkOf(incident, PageTown.Daughter)}/{action}", ("requestId", "r1"));

        Assert.DoesNotContain("4711", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, (await host.FindAsync(incident.Id)).Position);
    }
}

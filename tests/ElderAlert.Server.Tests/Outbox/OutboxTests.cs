using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Outbox;
using ElderAlert.Server.Tests.Pages;

namespace ElderAlert.Server.Tests.Outbox;

public sealed class OutboxTests
{
    [Fact]
    public async Task Alarm_DaughterIsTold_HerPhoneShowsTheMessageAndDeliveryIsReported()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        await host.UntilAsync(incident.Id, i => i.Notifications.Any(n => n.State == NotificationState.Delivered), turning: TimeSpan.FromSeconds(1));

        var page = await ReadAsync(host);
        Assert.Contains("李梅", page, StringComparison.Ordinal);
        Assert.Contains("女儿 · 张家", page, StringComparison.Ordinal);
        Assert.Contains("【嵊州96345】张桂英家14:00跌倒报警。尚无人接手。能去请回1", page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{host.Url}f/", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", null)]
    [InlineData("好，10分钟到", 10)]
    public async Task Reply_SheGoes_TakesResponsibilityAndIsAnswered(string words, int? minutes)
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        await host.PostAsync($"/outbox/{PhoneOf(host)}/reply", ("text", words));

        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
        Assert.Contains($"已记下您前往{(minutes is null ? "" : "，约10分钟到")}。李梅答应前往", await ReadAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_SheCannot_IsAnsweredAndStopsNothing()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        await host.PostAsync($"/outbox/{PhoneOf(host)}/reply", ("text", "2"));

        Assert.False((await host.FindAsync(incident.Id)).IsTaken);
        Assert.Contains("您不能前往，我们会联系其他人", await ReadAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reply_WordsOfHerOwn_ReachTheOperatorAsTheyAre()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();

        await host.PostAsync($"/outbox/{PhoneOf(host)}/reply", ("text", "她怎么了？"));

        var entries = await host.Get<IJournal>().ReadIncidentAsync(incident.Id, CancellationToken.None);
        var reply = Assert.Single(entries.Select(e => e.Event).OfType<ReplyReceived>());
        Assert.Equal((PageTown.Daughter, "她怎么了？"), (reply.From, reply.Text.Value));
    }

    [Fact]
    public async Task Reply_NothingIsOpen_IsJournalledForTheCentre()
    {
        await using var host = await PageHost.StartAsync();
        var incident = await host.RaiseAsync();
        await host.DoAsync(incident.Id, new Claim(PageTown.LiMin));
        await host.DoAsync(incident.Id, new TryVoiceContact(PageTown.LiMin, Reached: true, Note: null));
        await host.DoAsync(incident.Id, new Resolve(PageTown.LiMin, Resolution.FalseAlarm, Note: null));
        await host.DoAsync(incident.Id, new RecordFollowUp(PageTown.LiMin, FollowUpResult.Well, 5, Note: null));
        await host.DoAsync(incident.Id, new Close(PageTown.LiMin));

        await host.PostAsync($"/outbox/{PhoneOf(host)}/reply", ("text", "谢谢"));

        var facts = new List<TextReceived>();
        await foreach (var entry in host.Get<IJournal>().ReadAsync(PageTown.Centre, 0, CancellationToken.None))
        {
            facts.AddRange(entry.Event is TextReceived text ? [text] : []);
        }

        Assert.Equal((PageTown.Daughter, "谢谢"), (Assert.Single(facts).From!.Value, facts[0].Text.Value));
    }

    [Fact]
    public async Task Call_AnsweredAndOnePressed_TakesResponsibility()
    {
        await using var host = await PageHost.StartAsync();
        var (incident, call) = await CallAsync(host);

        await host.PostAsync($"/outbox/{call.Phone}/calls/{call.Id}/answer");
        Assert.Null((await host.FindAsync(incident.Id)).AcknowledgedBy);
        await host.PostAsync($"/outbox/{call.Phone}/calls/{call.Id}/press-1");

        Assert.Equal(PageTown.Daughter, (await host.FindAsync(incident.Id)).AcknowledgedBy);
    }

    [Fact]
    public async Task Call_NobodyPicksUp_IsReportedAsNotAnswered()
    {
        await using var host = await PageHost.StartAsync();
        var (incident, call) = await CallAsync(host);

        var after = await host.UntilAsync(
            incident.Id, i => i.Find(call.Notification!.Value)!.State == NotificationState.Failed, turning: TimeSpan.FromSeconds(1));

        Assert.Null(after.AcknowledgedBy);
        Assert.True(host.Clock.GetUtcNow() >= call.At + TimeSpan.FromSeconds(25));
        Assert.Contains("未接来电", await ReadAsync(host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_TheSameNotificationTwice_IsThereOnceAndFoundAgain()
    {
        await using var host = await PageHost.StartAsync();
        var sms = host.Get<IEnumerable<INotificationChannel>>().Single(c => c.Channel == Channel.Sms);
        var outgoing = new OutgoingNotification(
            NotificationId.Of(new IncidentId("inc"), 1), PageTown.Centre, PageTown.Daughter, PageTown.DaughterPhone, "words", Domain.Directory.Language.Chinese);

        Assert.IsType<ReconcileOutcome.NotFound>(await sms.ReconcileAsync(outgoing, new HandoverTime(host.Clock.GetUtcNow()), CancellationToken.None));
        var first = Assert.IsType<SendOutcome.Accepted>(await sms.SendAsync(outgoing, CancellationToken.None));
        var second = Assert.IsType<SendOutcome.Accepted>(await sms.SendAsync(outgoing, CancellationToken.None));

        Assert.Equal(first, second);
        Assert.Equal(first.ProviderId, Assert.IsType<ReconcileOutcome.Found>(await sms.ReconcileAsync(outgoing, new HandoverTime(host.Clock.GetUtcNow()), CancellationToken.None)).ProviderId);
    }

    [Fact]
    public async Task Restart_MessageWasNotYetReported_IsReportedAfterwards()
    {
        var first = await PageHost.StartAsync();
        var incident = await first.RaiseAsync();
        await first.StopAsync();

        try
        {
            await using var second = await PageHost.StartAsync(folder: first.Folder, clock: first.Clock);
            await second.UntilAsync(incident.Id, i => i.Notifications[0].State == NotificationState.Delivered, turning: TimeSpan.FromSeconds(1));
            Assert.Contains("张桂英家14:00跌倒报警", await ReadAsync(second), StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(first.Folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("/outbox/1/reply", "", HttpStatusCode.BadRequest)]
    [InlineData("/outbox/77/reply", "1", HttpStatusCode.BadRequest)]
    [InlineData("/outbox/1/calls/99/answer", "", HttpStatusCode.NotFound)]
    public async Task Post_NothingToActOn_IsAProblem(string path, string text, HttpStatusCode status)
    {
        await using var host = await PageHost.StartAsync();
        await host.RaiseAsync();

        Assert.Equal(status, (await host.PostAsync(path, ("text", text))).StatusCode);
    }

    private static long PhoneOf(PageHost host) => host.Get<OutboxStore>().Phones().Single(p => p.Number.Value == PageTown.DaughterPhone).Id;

    private static async Task<(Incident Incident, OutboxItem Call)> CallAsync(PageHost host)
    {
        var incident = await host.RaiseAsync();
        await host.DoAsync(incident.Id, new Claim(PageTown.LiMin));
        var roster = host.Engine.Directory.RosterOf(PageTown.Centre, PageTown.Home);
        await host.DoAsync(incident.Id, new NotifyByHand(PageTown.LiMin, PageTown.Daughter, Channel.Voice, roster));
        await host.UntilAsync(incident.Id, i => i.Notifications.Any(n => n is { Channel: Channel.Voice, State: NotificationState.Accepted }));
        return (incident, host.Get<OutboxStore>().ItemsOf(PhoneOf(host)).Single(i => i.Kind == OutboxKind.Call));
    }

    private static async Task<string> ReadAsync(PageHost host) => WebUtility.HtmlDecode(await host.Http.GetStringAsync("/outbox"));
}

using System.Net;
using ElderAlert.Domain;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Server.Tests.Pages;
using ElderAlert.Tests.FakeTwilio;
using ElderAlert.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ElderAlert.Server.Tests.Telephony;

/// <summary>The whole way: engine, Twilio's API (scripted), and the webhooks that it calls.</summary>
public sealed class TwilioWebhooksTests
{
    [Fact]
    public async Task Alarm_SentAndDelivered_IsDeliveredAndNotTaken()
    {
        await using var rig = await Rig.StartAsync();

        Assert.Equal(PageTown.DaughterPhone, rig.Message.To);
        Assert.Contains("张桂英家14:00跌倒报警", rig.Message.Words, StringComparison.Ordinal);
        Assert.Contains("https://alert.example.org/f/", rig.Message.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await rig.Calls.MessageStatusAsync(rig.Message, "delivered")).StatusCode);

        var incident = await rig.IncidentAsync();
        Assert.Equal(NotificationState.Delivered, incident.Notifications[0].State);
        Assert.False(incident.IsTaken);
    }

    [Fact]
    public async Task Status_LateTwiceAndOutOfOrder_TerminalStays()
    {
        await using var rig = await Rig.StartAsync();

        foreach (var status in new[] { "delivered", "sent", "queued", "delivered", "undelivered", "of-tomorrow" })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await rig.Calls.MessageStatusAsync(rig.Message, status)).StatusCode);
        }

        Assert.Equal(NotificationState.Delivered, (await rig.IncidentAsync()).Notifications[0].State);
    }

    [Fact]
    public async Task Status_BeforeTheAnswerToTheRequest_IsKept()
    {
        await using var rig = await Rig.StartAsync(new TwilioBehaviour.AcceptThenHang());

        await rig.Calls.MessageStatusAsync(rig.Message, "delivered");

        Assert.Equal(NotificationState.Delivered, (await rig.IncidentAsync()).Notifications[0].State);
    }

    [Fact]
    public async Task Status_Undelivered_FailsWithItsMeaningAndTheNextContactIsTold()
    {
        await using var rig = await Rig.StartAsync();

        await rig.Calls.MessageStatusAsync(rig.Message, "undelivered", 30005);

        Assert.Equal(NotificationState.Failed, (await rig.IncidentAsync()).Notifications[0].State);
        var next = new[] { await rig.Twilio.NextAsync(), await rig.Twilio.NextAsync() };
        Assert.Equal([PageTown.DaughterPhone, PageTown.SonPhone], next.Select(n => n.To).Order(StringComparer.Ordinal));
        Assert.True(next.Single(n => n.To == PageTown.DaughterPhone).IsCall);
    }

    [Fact]
    public async Task Send_EndedInDoubt_IsFoundAgainAndNotSentTwice()
    {
        await using var rig = await Rig.StartAsync(new TwilioBehaviour.AcceptThenFail());

        var incident = await rig.Host.UntilAsync(rig.Incident, i => i.Notifications[0].State == NotificationState.Accepted, turning: TimeSpan.FromSeconds(1));

        Assert.Equal(rig.Message.Sid, incident.Notifications[0].ProviderId);
        Assert.Single(rig.Twilio.Items, i => i.To == PageTown.DaughterPhone && !i.IsCall);
    }

    [Fact]
    public async Task Send_EndedInDoubtAndNeverArrived_IsSentAgain()
    {
        await using var rig = await Rig.StartAsync(new TwilioBehaviour.Answer(500));

        await rig.Host.UntilAsync(rig.Incident, i => i.Notifications[0].State == NotificationState.Accepted, turning: TimeSpan.FromSeconds(1));

        Assert.Single(rig.Twilio.Items, i => i.To == PageTown.DaughterPhone && !i.IsCall);
    }

    [Fact]
    public async Task Inbound_SheGoes_TakesResponsibilityOnceAndHearsHowItStands()
    {
        await using var rig = await Rig.StartAsync();

        var first = await rig.Calls.ReplyAsync(PageTown.DaughterPhone, "1 10", "SM-in-1");
        var position = (await rig.IncidentAsync()).Position;
        var again = await rig.Calls.ReplyAsync(PageTown.DaughterPhone, "1 10", "SM-in-1");

        Assert.Equal("收到，已记下您前往，约10分钟到。李梅答应前往。谢谢您！", first);
        Assert.Equal(first, again);
        var incident = await rig.IncidentAsync();
        Assert.Equal((PageTown.Daughter, position), (incident.AcknowledgedBy!.Value, incident.Position));
    }

    [Fact]
    public async Task Inbound_SheCannotAfterAll_NobodyHasItAndTheNextIsAsked()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Calls.ReplyAsync(PageTown.DaughterPhone, "1", "SM-in-1");

        var unclear = await rig.Calls.ReplyAsync(PageTown.DaughterPhone, "我进不了门", "SM-in-2");
        Assert.StartsWith("您的话已转给话务员", unclear, StringComparison.Ordinal);
        Assert.Equal(PageTown.Daughter, (await rig.IncidentAsync()).AcknowledgedBy);

        var answer = await rig.Calls.ReplyAsync(PageTown.DaughterPhone, "2", "SM-in-3");

        Assert.StartsWith("收到，您不能前往，我们会联系其他人。尚无人接手", answer, StringComparison.Ordinal);
        Assert.Null((await rig.IncidentAsync()).AcknowledgedBy);
        Assert.NotEqual(PageTown.DaughterPhone, (await rig.Twilio.NextAsync()).To);
    }

    /// <summary>Twilio says it once; somebody holds the journal with a tool at that moment.</summary>
    [Fact]
    public async Task Inbound_TheJournalTakesNothingForAMoment_TheAnswerIsNotLost()
    {
        await using var rig = await Rig.StartAsync();
        Task<string> answer;
        using (rig.HoldJournal())
        {
            answer = rig.Calls.ReplyAsync(PageTown.DaughterPhone, "1 10", "SM-in-1");
            await rig.Host.UntilAsync(rig.Incident, _ => rig.Host.Engine.Fault is not null);
        }

        await rig.Host.UntilAsync(rig.Incident, i => i.AcknowledgedBy == PageTown.Daughter, turning: TimeSpan.FromMilliseconds(500));

        Assert.StartsWith("收到，已记下您前往", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_TheJournalTakesNothingForLong_TwilioHearsOfItBeforeItHangsUp()
    {
        await using var rig = await Rig.StartAsync();
        using var held = rig.HoldJournal();
        var answer = rig.Calls.MessageStatusAsync(rig.Message, "delivered");
        await rig.Host.UntilAsync(rig.Incident, _ => rig.Host.Engine.Fault is not null);

        await rig.Host.UntilAsync(rig.Incident, _ => answer.IsCompleted, turning: TimeSpan.FromSeconds(1));

        Assert.False((await answer).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Inbound_StrangerWrites_IsJournalledAndAnswered()
    {
        await using var rig = await Rig.StartAsync();

        Assert.Contains("120", await rig.Calls.ReplyAsync("+8619999999999", "救命", "SM-in-2"), StringComparison.Ordinal);

        var text = Assert.Single(await rig.FactsAsync<TextReceived>());
        Assert.Equal((null, "+8619999999999", "救命"), (text.From, text.Address.Value, text.Text.Value));
    }

    [Fact]
    public async Task Call_KeyPressed_TakesResponsibilityAndIsThanked()
    {
        await using var rig = await Rig.StartAsync();
        var call = await rig.CallAsync();

        await rig.Calls.CallStatusAsync(call, "in-progress");
        Assert.Null((await rig.IncidentAsync()).AcknowledgedBy);
        Assert.Contains("已记下您前往", await rig.Calls.PressAsync(call, "1"), StringComparison.Ordinal);

        Assert.Equal(PageTown.Daughter, (await rig.IncidentAsync()).AcknowledgedBy);
    }

    [Fact]
    public async Task Call_MachineAnswers_IsNobody()
    {
        await using var rig = await Rig.StartAsync();
        var call = await rig.CallAsync();

        await rig.Calls.CallStatusAsync(call, "in-progress");
        await rig.Calls.AnsweredByAsync(call, "machine_start");
        await rig.Calls.CallStatusAsync(call, "completed", "machine_start");

        var incident = await rig.IncidentAsync();
        Assert.Equal(NotificationState.Failed, incident.Notifications.Single(n => n.ProviderId == call.Sid).State);
        Assert.Null(incident.AcknowledgedBy);
    }

    [Fact]
    public async Task Post_WrongOrMissingSignature_IsForbiddenChangesNothingAndIsJournalledOnceAMinute()
    {
        await using var rig = await Rig.StartAsync();
        var url = new Uri(rig.Message.Form["StatusCallback"].Single());
        KeyValuePair<string, string>[] form = [new("MessageSid", rig.Message.Sid), new("MessageStatus", "delivered")];

        foreach (var token in new[] { "another secret", null })
        {
            var answer = await rig.Calls.PostAsync(url, form, token);
            Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        }

        Assert.Equal(NotificationState.Accepted, (await rig.IncidentAsync()).Notifications[0].State);
        Assert.Equal(1, Assert.Single(await rig.FactsAsync<WebhookRefused>()).Count);
        rig.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Calls.PostAsync(url, form, "another secret");
        Assert.Equal(2, (await rig.FactsAsync<WebhookRefused>())[^1].Count);
    }

    [Fact]
    public async Task Post_FormThatCannotBeRead_IsRefusedLikeAnyOtherStrangers()
    {
        await using var rig = await Rig.StartAsync();
        using var torn = new StringContent("--b\r\nContent-Disposition: form-data; name=\"From\"");
        torn.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/twilio/inbound") { Content = torn };
        request.Headers.Add("X-Twilio-Signature", "c2lnbmVk");

        using var answer = await rig.Host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Post_UnknownNotification_IsNotFound()
    {
        await using var rig = await Rig.StartAsync();

        var answer = await rig.Calls.PostAsync(
            new Uri(Rig.PublicUrl, "/webhooks/twilio/status/none.1"), [new("MessageSid", "SM1"), new("MessageStatus", "delivered")]);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private sealed class Rig : IAsyncDisposable
    {
        public static readonly Uri PublicUrl = new("https://alert.example.org");

        public required TwilioServer Twilio { get; init; }
        public required PageHost Host { get; init; }
        public required TwilioCalls Calls { get; init; }
        public required TwilioItem Message { get; init; }
        public required IncidentId Incident { get; init; }

        /// <summary>A fall: the daughter's message is on its way.</summary>
        public static async Task<Rig> StartAsync(params TwilioBehaviour[] script)
        {
            var clock = new FakeClock();
            var twilio = await TwilioServer.StartAsync(clock);
            twilio.Script(script);
            var host = await PageHost.StartAsync(
                new Dictionary<string, string?>
                {
                    ["Twilio:BaseUrl"] = twilio.Url.ToString(),
                    ["Twilio:AccountSid"] = TwilioServer.AccountSid,
                    ["Twilio:AuthToken"] = TwilioServer.AuthToken,
                    ["Twilio:From"] = TwilioServer.From,
                    ["Server:PublicUrl"] = PublicUrl.ToString(),
                },
                clock: clock);
            var incident = await host.RaiseAsync(until: i => i.Notifications.Any(n => n.State > NotificationState.Requested));
            var message = script is [TwilioBehaviour.Answer] ? null : await twilio.NextAsync();
            if (script.Length == 0)
            {
                await host.UntilAsync(incident.Id, i => i.Notifications[0].State == NotificationState.Accepted);
            }

            return new Rig { Twilio = twilio, Host = host, Calls = new TwilioCalls(host.Http, PublicUrl), Message = message!, Incident = incident.Id };
        }

        /// <summary>Opens the journal with a tool that writes to it, until this is disposed.</summary>
        public IDisposable HoldJournal()
        {
            var tool = new SqliteConnection($"Data Source={Path.Combine(Host.Folder, "journal.db")};Pooling=False");
            tool.Open();
            tool.BeginTransaction(deferred: false);
            return tool;
        }

        public Task<Incident> IncidentAsync() => Host.FindAsync(Incident);

        /// <summary>The daughter's phone rings.</summary>
        public async Task<TwilioItem> CallAsync()
        {
            var roster = Host.Engine.Directory.RosterOf(PageTown.Centre, PageTown.Home);
            await Host.DoAsync(Incident, new Claim(PageTown.LiMin));
            await Host.DoAsync(Incident, new NotifyByHand(PageTown.LiMin, PageTown.Daughter, Channel.Voice, roster));
            var call = await Twilio.NextAsync();
            await Host.UntilAsync(Incident, i => i.Notifications.Any(n => n.ProviderId == call.Sid));
            return call;
        }

        public async Task<IReadOnlyList<T>> FactsAsync<T>()
            where T : CentreEvent
        {
            var facts = new List<T>();
            await foreach (var entry in Host.Get<IJournal>().ReadAsync(PageTown.Centre, 0, CancellationToken.None))
            {
                if (entry.Event is T fact)
                {
                    facts.Add(fact);
                }
            }

            return facts;
        }

        public async ValueTask DisposeAsync()
        {
            await Twilio.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}

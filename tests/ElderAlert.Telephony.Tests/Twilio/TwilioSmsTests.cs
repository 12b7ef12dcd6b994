using System.Net;
using System.Net.Sockets;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Telephony.Twilio;
using ElderAlert.Tests.FakeTwilio;

namespace ElderAlert.Telephony.Tests.Twilio;

public sealed class TwilioSmsTests
{
    [Fact]
    public async Task SendAsync_TwilioAccepts_GivesItsIdAndNamesTheNotificationInTheCallback()
    {
        await using var rig = await TwilioRig.StartAsync();

        var outcome = await rig.Sms.SendAsync(TwilioRig.Outgoing("words"), CancellationToken.None);

        var taken = Assert.Single(rig.Twilio.Items);
        Assert.Equal(new SendOutcome.Accepted(taken.Sid), outcome);
        Assert.Equal(("+8613800000001", "words", TwilioServer.From), (taken.To, taken.Words, taken.Form["From"].Single()));
        Assert.Equal("https://alert.example.org/webhooks/twilio/status/inc-7f3a.2", taken.Form["StatusCallback"].Single());
    }

    [Fact]
    public async Task SendAsync_MessagingServiceIsSet_LeavesTheSenderToIt()
    {
        const string service = "MG0123456789abcdef0123456789abcdef";
        await using var rig = await TwilioRig.StartAsync(messagingService: service);

        await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);

        var taken = Assert.Single(rig.Twilio.Items);
        Assert.Equal(service, taken.Form["MessagingServiceSid"].Single());
        Assert.Empty(taken.Form["From"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_NoAnswerAfterBytesWereSent_IsAmbiguousAndSentOnce(bool isTaken)
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(isTaken ? new TwilioBehaviour.AcceptThenHang() : new TwilioBehaviour.Hang());

        var sending = rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        await rig.Twilio.UntilRequestAsync();
        rig.Clock.Advance(TwilioPatience.Attempt);

        Assert.IsType<SendOutcome.Ambiguous>(await sending);
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(rig.Twilio.Requests);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task SendAsync_ServerErrorOfUnknownMeaning_IsAmbiguousAndSentOnce(int status)
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Answer(status));

        Assert.IsType<SendOutcome.Ambiguous>(await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));
        Assert.Single(rig.Twilio.Requests);
    }

    [Fact]
    public async Task SendAsync_ConnectionDroppedAfterTheRequest_IsAmbiguousAndSentOnce()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Drop());

        Assert.IsType<SendOutcome.Ambiguous>(await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));
        Assert.Single(rig.Twilio.Requests);
    }

    [Fact]
    public async Task SendAsync_CancelledAfterBytesWereSent_IsAmbiguous()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.AcceptThenHang());
        using var cancellation = new CancellationTokenSource();

        var sending = rig.Sms.SendAsync(TwilioRig.Outgoing(), cancellation.Token);
        await rig.Twilio.UntilRequestAsync();
        await cancellation.CancelAsync();

        Assert.IsType<SendOutcome.Ambiguous>(await sending);
    }

    [Fact]
    public async Task SendAsync_TooManyRequests_WaitsAsLongAsTwilioSaysAndSendsAgain()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Answer(429, 20429, RetryAfter: "7"));

        var sending = rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        await rig.Clock.UntilTimerAsync(TimeSpan.FromSeconds(7));
        rig.Clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(rig.Twilio.Requests);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.IsType<SendOutcome.Accepted>(await sending);
        Assert.Single(rig.Twilio.Items);
    }

    [Fact]
    public async Task SendAsync_TwilioSaysItIsUnavailable_SendsAgain()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Answer(503, 20503, RetryAfter: "1"));

        var sending = rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        await rig.Clock.UntilTimerAsync(TimeSpan.FromSeconds(1));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<SendOutcome.Accepted>(await sending);
    }

    [Fact]
    public async Task SendAsync_RetryAfterIsTooLong_GivesUpAtOnceForTheNextContact()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Answer(429, 20429, RetryAfter: "600"));

        var outcome = Assert.IsType<SendOutcome.Failed>(await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));

        Assert.Equal(("rateLimited", false), (outcome.Code, outcome.Permanent));
        Assert.Single(rig.Twilio.Requests);
    }

    [Fact]
    public async Task SendAsync_ConnectionRefused_FailsAsUnreachableAfterItsPatience()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var closed = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        await using var rig = await TwilioRig.StartAsync(api: closed);

        var sending = rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        while (!sending.IsCompleted)
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var outcome = Assert.IsType<SendOutcome.Failed>(await sending);
        Assert.Equal(("unreachable", false), (outcome.Code, outcome.Permanent));
    }

    [Theory]
    [InlineData(400, 21211, true)]
    [InlineData(400, 21610, true)]
    [InlineData(400, 21614, true)]
    [InlineData(400, 21606, true)]
    [InlineData(401, 20003, true)]
    [InlineData(400, 21611, false)]
    [InlineData(400, 99999, false)]
    public async Task SendAsync_TwilioRefuses_FailsWithItsCodeAndOurWords(int status, int code, bool isPermanent)
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.Answer(status, code));

        var outcome = Assert.IsType<SendOutcome.Failed>(await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));

        Assert.Equal((TwilioErrors.Of(code).CodeText, isPermanent), (outcome.Code, outcome.Permanent));
        Assert.DoesNotContain("138", outcome.Reason, StringComparison.Ordinal);
        Assert.Single(rig.Twilio.Requests);
    }

    [Fact]
    public async Task ReconcileAsync_TwilioTookItAndNeverSaid_FindsItByItsWords()
    {
        await using var rig = await TwilioRig.StartAsync();
        await rig.Sms.SendAsync(TwilioRig.Outgoing("another one"), CancellationToken.None);
        rig.Twilio.Script(new TwilioBehaviour.AcceptThenFail());
        var sentAt = rig.Clock.GetUtcNow();
        Assert.IsType<SendOutcome.Ambiguous>(await rig.Sms.SendAsync(TwilioRig.Outgoing("this one"), CancellationToken.None));
        rig.Twilio.Items[1].Status = "delivered";

        var found = await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("this one"), new HandoverTime(sentAt), CancellationToken.None);

        Assert.Equal(new ReconcileOutcome.Found(rig.Twilio.Items[1].Sid, NotificationState.Delivered), found);
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(90)]
    public async Task ReconcileAsync_OurClockIsWrong_IsFoundAllTheSame(int minutesBehind)
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.ClockAhead = TimeSpan.FromMinutes(minutesBehind);
        var sentAt = rig.Clock.GetUtcNow();
        await rig.Sms.SendAsync(TwilioRig.Outgoing("this one"), CancellationToken.None);
        rig.Clock.Advance(SendOutcomes.Settled);

        Assert.IsType<ReconcileOutcome.Found>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("this one"), new HandoverTime(sentAt), CancellationToken.None));
    }

    [Fact]
    public async Task ReconcileAsync_OurClockWasPutBackUnseen_IsFoundByTwiliosClock()
    {
        await using var rig = await TwilioRig.StartAsync();
        await rig.Sms.SendAsync(TwilioRig.Outgoing("another one"), CancellationToken.None);
        rig.Clock.Advance(TimeSpan.FromHours(1));
        var sentAt = new HandoverTime(rig.Clock.GetUtcNow(), rig.Sms.ProviderTime);
        rig.Twilio.Script(new TwilioBehaviour.AcceptThenFail());
        await rig.Sms.SendAsync(TwilioRig.Outgoing("this one"), CancellationToken.None);

        rig.Clock.Advance(TimeSpan.FromMinutes(15));
        rig.Clock.PutBack(TimeSpan.FromMinutes(10));
        rig.Twilio.ClockAhead = TimeSpan.FromMinutes(10);

        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("this one"), sentAt with { Providers = null }, CancellationToken.None));
        Assert.IsType<ReconcileOutcome.Found>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("this one"), sentAt, CancellationToken.None));
    }

    [Fact]
    public async Task ProviderTime_AnswersAndClocksThatAreMoved_IsKnownOnlyWhileItIsSure()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.ClockAhead = TimeSpan.FromMinutes(3);
        Assert.Null(rig.Sms.ProviderTime);

        await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        rig.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(3), rig.Voice.ProviderTime);

        rig.Clock.PutBack(TimeSpan.FromMinutes(1));
        Assert.Null(rig.Sms.ProviderTime);

        await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        Assert.Equal(rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(3), rig.Sms.ProviderTime);
    }

    [Fact]
    public async Task ReconcileAsync_ItIsOnALaterPage_IsFound()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.LongestPage = 2;
        var sentAt = rig.Clock.GetUtcNow();
        foreach (var words in new[] { "this one", "b", "c", "d" })
        {
            await rig.Sms.SendAsync(TwilioRig.Outgoing(words), CancellationToken.None);
        }

        var found = await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("this one"), new HandoverTime(sentAt), CancellationToken.None);

        Assert.Equal(new ReconcileOutcome.Found(rig.Twilio.Items[0].Sid, NotificationState.Accepted), found);
    }

    [Fact]
    public async Task ReconcileAsync_TwilioHasNothing_IsNotFoundOnlyOnceTheListHasSettled()
    {
        await using var rig = await TwilioRig.StartAsync();
        var sentAt = rig.Clock.GetUtcNow();

        Assert.IsType<ReconcileOutcome.Unknown>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None));
        rig.Clock.Advance(SendOutcomes.Settled);
        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None));
    }

    [Fact]
    public async Task ReconcileAsync_SameWordsLongAgo_AreNotThisOne()
    {
        await using var rig = await TwilioRig.StartAsync();
        await rig.Sms.SendAsync(TwilioRig.Outgoing("same"), CancellationToken.None);
        rig.Clock.Advance(TimeSpan.FromHours(1));
        var sentAt = rig.Clock.GetUtcNow();
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing("same"), new HandoverTime(sentAt), CancellationToken.None));
    }

    [Fact]
    public async Task ReconcileAsync_TwilioCannotBeAsked_IsUnknown()
    {
        await using var rig = await TwilioRig.StartAsync(api: new Uri("http://127.0.0.1:1"));
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();

        Assert.IsType<ReconcileOutcome.Unknown>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(rig.Clock.GetUtcNow()), impatient.Token));
    }
}

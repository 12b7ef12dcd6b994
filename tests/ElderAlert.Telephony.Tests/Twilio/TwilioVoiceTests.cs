using System.Xml.Linq;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Notifications;
using ElderAlert.Engine.Ports;
using ElderAlert.Tests.FakeTwilio;

namespace ElderAlert.Telephony.Tests.Twilio;

public sealed class TwilioVoiceTests
{
    [Theory]
    [InlineData(Language.Chinese, "zh-CN")]
    [InlineData(Language.English, "en-US")]
    public async Task SendAsync_TwilioAccepts_ReadsTheWordsTwiceAndWaitsForAKeyEachTime(Language language, string voice)
    {
        await using var rig = await TwilioRig.StartAsync();

        var outcome = await rig.Voice.SendAsync(TwilioRig.Outgoing("Fall <alarm> & more", language), CancellationToken.None);

        var call = Assert.Single(rig.Twilio.Items);
        Assert.Equal(new SendOutcome.Accepted(call.Sid), outcome);
        var gathers = XElement.Parse(call.Words).Elements("Gather").ToList();
        Assert.Equal(2, gathers.Count);
        Assert.All(gathers, g =>
        {
            Assert.Equal("https://alert.example.org/webhooks/twilio/key/inc-7f3a.2", g.Attribute("action")!.Value);
            Assert.Equal(("Fall <alarm> & more", voice), (g.Element("Say")!.Value, g.Element("Say")!.Attribute("language")!.Value));
        });
    }

    /// <summary>A name or an address that was pasted from a spreadsheet brings its vertical tab along.</summary>
    [Fact]
    public async Task SendAsync_WordsWithCharactersThatXmlCannotCarry_CallsWithoutThem()
    {
        await using var rig = await TwilioRig.StartAsync();

        var outcome = await rig.Voice.SendAsync(TwilioRig.Outgoing("Fall, Lane 3\u000BNo. 7 \uD83D and \uD83D\uDE00"), CancellationToken.None);

        var call = Assert.Single(rig.Twilio.Items);
        Assert.Equal(new SendOutcome.Accepted(call.Sid), outcome);
        Assert.Equal("Fall, Lane 3 No. 7   and \uD83D\uDE00", XElement.Parse(call.Words).Elements("Gather").First().Element("Say")!.Value);
    }

    [Fact]
    public async Task SendAsync_Always_DetectsMachinesBesideTheCallAndAsksForEveryStep()
    {
        await using var rig = await TwilioRig.StartAsync();

        await rig.Voice.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);

        var form = Assert.Single(rig.Twilio.Items).Form;
        Assert.Equal(("Enable", "true"), (form["MachineDetection"].Single(), form["AsyncAmd"].Single()));
        Assert.Equal(["initiated", "ringing", "answered", "completed"], form["StatusCallbackEvent"]);
        Assert.Equal(form["StatusCallback"].Single(), form["AsyncAmdStatusCallback"].Single());
    }

    [Fact]
    public async Task SendAsync_NoAnswerAfterBytesWereSent_IsAmbiguousAndFoundAgain()
    {
        await using var rig = await TwilioRig.StartAsync();
        rig.Twilio.Script(new TwilioBehaviour.AcceptThenFail());
        var sentAt = rig.Clock.GetUtcNow();

        Assert.IsType<SendOutcome.Ambiguous>(await rig.Voice.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));
        var found = await rig.Voice.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None);

        Assert.Equal(new ReconcileOutcome.Found(rig.Twilio.Items[0].Sid, NotificationState.Accepted), found);
    }

    [Fact]
    public async Task ReconcileAsync_OnlyTextMessagesWentToTheNumber_IsNotFound()
    {
        await using var rig = await TwilioRig.StartAsync();
        var sentAt = rig.Clock.GetUtcNow();
        await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None);
        rig.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Voice.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None));
    }
}

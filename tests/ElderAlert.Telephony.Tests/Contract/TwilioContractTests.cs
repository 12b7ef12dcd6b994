using System.Net;
using System.Text.Json;
using ElderAlert.Domain.Directory;
using ElderAlert.Engine.Ports;
using ElderAlert.Telephony.Tests.Twilio;
using ElderAlert.Telephony.Twilio;
using ElderAlert.Tests.FakeTwilio;

namespace ElderAlert.Telephony.Tests.Contract;

/// <summary>Every request that the client makes satisfies Twilio's own OpenAPI, and every answer of Twilio's examples is understood.</summary>
public sealed class TwilioContractTests(Prism prism) : IClassFixture<Prism>
{
    [Theory]
    [InlineData(null)]
    [InlineData("MG0123456789abcdef0123456789abcdef")]
    public async Task SendAsync_Sms_SatisfiesTheContract(string? messagingService)
    {
        await using var rig = await TwilioRig.StartAsync(prism.Url, messagingService);

        Assert.Equal(new SendOutcome.Accepted("SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), await rig.Sms.SendAsync(TwilioRig.Outgoing(), CancellationToken.None));
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task SendAsync_Voice_SatisfiesTheContract(Language language)
    {
        await using var rig = await TwilioRig.StartAsync(prism.Url);

        Assert.IsType<SendOutcome.Accepted>(await rig.Voice.SendAsync(TwilioRig.Outgoing("Fall <alarm> & more", language), CancellationToken.None));
    }

    [Fact]
    public async Task ReconcileAsync_BothChannels_SatisfyTheContractAndReadTwiliosExamples()
    {
        await using var rig = await TwilioRig.StartAsync(prism.Url);
        var sentAt = rig.Clock.GetUtcNow() - TimeSpan.FromMinutes(1);

        // The examples are years old and name a further page: only reading their dates ends the look-up.
        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Sms.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None));
        Assert.IsType<ReconcileOutcome.NotFound>(await rig.Voice.ReconcileAsync(TwilioRig.Outgoing(), new HandoverTime(sentAt), CancellationToken.None));
    }

    /// <summary>Prism would notice: the tests above can fail.</summary>
    [Fact]
    public async Task Prism_RequestWithoutRecipient_IsRefused()
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = prism.Url };
        http.DefaultRequestHeaders.Authorization = new("Basic", "eDp5");
        using var form = new FormUrlEncodedContent([new("Body", "words")]);

        using var answer = await http.PostAsync($"/2010-04-01/Accounts/{TwilioServer.AccountSid}/Messages.json", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Signature_TwiliosOwnPackage_Agrees()
    {
        NodeTools.Require(await NodeTools.InstallAsync());
        var form = new Dictionary<string, string> { ["Body"] = "好，10分钟 & more=1", ["From"] = "+8613800000001", ["MessageSid"] = "SM1", ["A b"] = "" };
        const string url = "https://alert.example.org/webhooks/twilio/inbound?x=a%20b";
        var script = $"console.log(require('twilio').getExpectedTwilioSignature('token','{url}',JSON.parse(Buffer.from('{Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(form))}','base64').toString())))";

        var (exit, output) = await NodeTools.RunAsync("node", $"-e \"{script}\"");

        Assert.Equal(0, exit);
        Assert.Equal(output.Trim(), TwilioSignature.Of("token", url, form));
    }
}

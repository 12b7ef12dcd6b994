using ElderAlert.Telephony.Twilio;

namespace ElderAlert.Telephony.Tests.Twilio;

public sealed class TwilioSignatureTests
{
    /// <summary>The example of Twilio's "Validating requests" page.</summary>
    private static readonly KeyValuePair<string, string>[] Published =
    [
        new("To", "+18005551212"),
        new("From", "+14158675309"),
        new("Digits", "1234"),
        new("CallSid", "CA1234567890ABCDE"),
        new("Caller", "+14158675309"),
    ];

    private const string PublishedUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";

    [Fact]
    public void Of_PublishedExample_IsThePublishedSignature() =>
        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TwilioSignature.Of("12345", PublishedUrl, Published));

    [Fact]
    public void IsValid_EitherFormOfTheAddress_IsAccepted()
    {
        var urls = new WebhookUrls(() => new Uri("https://alert.example.org")).AsCalled("/webhooks/twilio/inbound?x=1");

        Assert.Equal(["https://alert.example.org/webhooks/twilio/inbound?x=1", "https://alert.example.org:443/webhooks/twilio/inbound?x=1"], urls);
        Assert.All(urls, url => Assert.True(TwilioSignature.IsValid("12345", urls, Published, TwilioSignature.Of("12345", url, Published))));
    }

    [Theory]
    [InlineData("12346", PublishedUrl, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("12345", "https://mycompany.com/myapp.php?foo=1&bar=3", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("12345", PublishedUrl, "rSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("12345", PublishedUrl, "")]
    [InlineData("12345", PublishedUrl, null)]
    public void IsValid_AnythingElse_IsNot(string token, string url, string? signature) =>
        Assert.False(TwilioSignature.IsValid(token, [url], Published, signature));
}

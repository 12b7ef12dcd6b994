using ElderAlert.Telephony.Twilio;

namespace ElderAlert.Telephony.Tests.Twilio;

public sealed class TwilioOptionsTests
{
    private static readonly TwilioOptions Good = new()
    {
        AccountSid = "AC0123456789abcdef0123456789abcdef",
        AuthToken = "secret",
        From = "+8657500000000",
    };

    [Fact]
    public void Validate_NothingSet_IsFineAndTwilioIsNotUsed()
    {
        Assert.False(new TwilioOptions().IsSet);
        Assert.Empty(new TwilioOptions().Validate("ElderAlert:Twilio"));
    }

    [Fact]
    public void Validate_EverythingSet_IsFine()
    {
        Assert.True(Good.IsSet);
        Assert.Empty((Good with { MessagingServiceSid = "MG0123456789abcdef0123456789abcdef" }).Validate("ElderAlert:Twilio"));
    }

    public static TheoryData<string, TwilioOptions> Wrong => new()
    {
        { "AccountSid", Good with { AccountSid = null } },
        { "AccountSid", Good with { AccountSid = "AC123" } },
        { "AuthToken", Good with { AuthToken = " " } },
        { "From", Good with { From = null } },
        { "From", Good with { From = "057500000000" } },
        { "MessagingServiceSid", Good with { MessagingServiceSid = "AC0123456789abcdef0123456789abcdef" } },
        { "BaseUrl", Good with { BaseUrl = new Uri("/relative", UriKind.Relative) } },
        { "BaseUrl", Good with { BaseUrl = new Uri("ftp://api.twilio.com") } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongValue_NamesItsKey(string key, TwilioOptions options)
    {
        var problem = Assert.Single(options.Validate("ElderAlert:Twilio"));

        Assert.StartsWith($"ElderAlert:Twilio:{key} ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }
}

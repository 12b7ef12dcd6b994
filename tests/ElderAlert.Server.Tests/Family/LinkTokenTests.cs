using ElderAlert.Domain;
using ElderAlert.Domain.Notifications;
using ElderAlert.Server.Family;

namespace ElderAlert.Server.Tests.Family;

public sealed class LinkTokenTests
{
    private static readonly DateTimeOffset Expires = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
    private static readonly LinkKey Key = KeyOf(1);

    [Theory]
    [InlineData("019aa5c0d1e27f3a8b4c5d6e7f809a1b", RecipientKind.Contact, "daughter")]
    [InlineData("inc-1", RecipientKind.Responder, "王强")]
    [InlineData("019AA5C0D1E27F3A8B4C5D6E7F809A1B", RecipientKind.Supervisor, "a.b~c/d")]
    public void Read_TokenOfTheSameKey_GivesTheGrantBack(string incident, RecipientKind kind, string person)
    {
        var grant = new LinkGrant(new IncidentId(incident), new RecipientRef(kind, person), Expires);

        Assert.Equal(grant, LinkToken.Read(LinkToken.Write(grant, Key), Key));
    }

    [Fact]
    public void Write_IdsAsTheEngineMakesThem_IsShortAndSafeInAnAddress()
    {
        var token = LinkToken.Write(new LinkGrant(new IncidentId(Guid.NewGuid().ToString("N")), new RecipientRef(RecipientKind.Contact, "c-0017-1"), Expires), Key);

        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", token);
    }

    [Fact]
    public void Read_AnyCharacterChanged_IsNull()
    {
        var token = LinkToken.Write(new LinkGrant(new IncidentId("inc-1"), new RecipientRef(RecipientKind.Contact, "daughter"), Expires), Key);

        // The last character carries bits beyond the last byte, which base64url readers refuse or ignore; every other one counts.
        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Null(LinkToken.Read(changed, Key));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not/base64url")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Read_Nonsense_IsNull(string token) => Assert.Null(LinkToken.Read(token, Key));

    [Fact]
    public void Read_TokenOfAnotherKey_IsNull()
    {
        var token = LinkToken.Write(new LinkGrant(new IncidentId("inc-1"), new RecipientRef(RecipientKind.Contact, "daughter"), Expires), KeyOf(2));

        Assert.Null(LinkToken.Read(token, Key));
    }

    private static LinkKey KeyOf(byte fill) =>
        LinkKey.Load(Convert.ToBase64String(Enumerable.Repeat(fill, LinkKey.Size).ToArray()), folder: "");
}

using System.Globalization;
using System.Text;
using ElderAlert.Domain.Escalation;
using ElderAlert.Storage.Codec;
using ElderAlert.Storage.Sealing;

namespace ElderAlert.Storage.Tests.Codec;

public sealed class PolicyConverterTests
{
    private const string Type = "policy";

    private readonly BodyCodec _codec = new(KeyRing.Empty());

    /// <summary>What the JSON of a policy is kept for, from one household to the next.</summary>
    [Fact]
    public void Policies_HoldNothingThatIsSealed() => Assert.False(PrivateShapes.Holds(typeof(EscalationPolicy)));

    [Fact]
    public void Encode_SamePolicyAgain_IsTheSameJson()
    {
        var policy = DefaultPolicies.Life(Samples.Centre);
        var first = _codec.Encode(policy, Type);

        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(_codec.Encode(policy, Type)));
        Assert.StartsWith("{\"id\":\"shengzhou.life\",\"name\":\"Danger to life\",\"lane\":\"life\",\"steps\":[{", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        Assert.EndsWith(",\"centre\":\"shengzhou\"}", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
    }

    /// <summary>An edit makes a new policy; incidents under the one before keep theirs.</summary>
    [Fact]
    public void Encode_ChangedCopy_IsItsOwnJson()
    {
        var before = DefaultPolicies.Life(Samples.Centre);
        Assert.Equal(Facts.Print(before), Facts.Print(Again(before)));

        var after = before with { Rounds = before.Rounds + 1 };

        Assert.Equal(Facts.Print(after), Facts.Print(Again(after)));
        Assert.Equal(Facts.Print(before), Facts.Print(Again(before)));
    }

    [Fact]
    public void Decode_SamePolicyAgain_IsOneInMemory()
    {
        var body = _codec.Encode(DefaultPolicies.Life(Samples.Centre), Type);
        var other = _codec.Encode(DefaultPolicies.Technical(Samples.Centre), Type);

        var policy = Decode(body);

        Assert.Same(policy, Decode([.. body]));
        Assert.NotSame(policy, Decode(other));
    }

    [Fact]
    public void Decode_MorePoliciesThanAreKnown_ReadsEach()
    {
        var usual = DefaultPolicies.Life(Samples.Centre);
        for (var n = 1; n <= 3000; n++)
        {
            var policy = usual with { Name = n.ToString(CultureInfo.InvariantCulture) };
            Assert.Equal(policy.Name, Again(policy).Name);
        }

        Assert.Equal(Facts.Print(usual), Facts.Print(Again(usual)));
    }

    private EscalationPolicy Again(EscalationPolicy policy) => Decode(_codec.Encode(policy, Type));

    private EscalationPolicy Decode(byte[] body) => Assert.IsType<EscalationPolicy>(_codec.DecodeItem(Samples.Centre, Type, "shengzhou.life", body));
}

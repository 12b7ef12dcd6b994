using ElderAlert.Mqtt.Topics;

namespace ElderAlert.Mqtt.Tests.Topics;

public sealed class TopicRulesTests
{
    [Theory]
    [InlineData("sport/tennis/player1", "sport/tennis/player1/#", true)]
    [InlineData("sport/tennis/player1/score/wimbledon", "sport/tennis/player1/#", true)]
    [InlineData("sport", "sport/#", true)]
    [InlineData("sport", "#", true)]
    [InlineData("sport/tennis", "sport/+", true)]
    [InlineData("sport/", "sport/+", true)]
    [InlineData("sport", "sport/+", false)]
    [InlineData("sport/tennis/player1", "sport/+", false)]
    [InlineData("/finance", "+/+", true)]
    [InlineData("/finance", "/+", true)]
    [InlineData("/finance", "+", false)]
    [InlineData("$SYS/monitor", "#", false)]
    [InlineData("$SYS/monitor", "+/monitor", false)]
    [InlineData("$SYS/monitor", "$SYS/#", true)]
    [InlineData("$SYS/monitor", "$SYS/+", true)]
    [InlineData("Sport", "sport", false)]
    [InlineData("a/b/c", "a/b", false)]
    [InlineData("a/b", "a/b/c", false)]
    [InlineData("a//b", "a/+/b", true)]
    public void Matches_ExamplesOfSection47_AgreeInRuleAndTree(string topic, string filter, bool expected)
    {
        Assert.Equal(expected, TopicRules.Matches(topic, filter));

        using var tree = new SubscriptionTree();
        var session = new Mqtt.Sessions.Session("c", "i", new Mqtt.Sessions.OutboxLimits(1, 1), TimeProvider.System);
        tree.Add(new Subscription(session, new SubscriptionRequest(filter), filter, null, null));
        var matches = new List<Subscription>();
        tree.Match(topic, matches);
        Assert.Equal(expected, matches.Count == 1);
    }

    [Theory]
    [InlineData("#", true)]
    [InlineData("a/#", true)]
    [InlineData("+/a/+", true)]
    [InlineData("", false)]
    [InlineData("a#", false)]
    [InlineData("#/a", false)]
    [InlineData("a+/b", false)]
    [InlineData("/", true)]
    public void IsFilter_WildcardsOnTheirOwnLevel_Accepted(string filter, bool expected) =>
        Assert.Equal(expected, TopicRules.IsFilter(filter));

    [Fact]
    public void Remove_LastSubscription_LeavesNothingBehind()
    {
        using var tree = new SubscriptionTree();
        var session = new Mqtt.Sessions.Session("c", "i", new Mqtt.Sessions.OutboxLimits(1, 1), TimeProvider.System);
        var one = new Subscription(session, new SubscriptionRequest("a/b"), "a/b", null, null);
        var two = new Subscription(session, new SubscriptionRequest("$share/g/a/b"), "a/b", "g", null);
        tree.Add(one);
        tree.Add(two);
        tree.Remove(one);
        tree.Remove(two);

        var matches = new List<Subscription>();
        tree.Match("a/b", matches);
        Assert.Empty(matches);
    }
}

using ElderAlert.Telephony.Replies;

namespace ElderAlert.Telephony.Tests.Replies;

public sealed class ReplyParserTests
{
    [Theory]
    [InlineData("1", null)]
    [InlineData(" 1。", null)]
    [InlineData("\uFF11", null)]
    [InlineData("1 10", 10)]
    [InlineData("1,10分钟", 10)]
    [InlineData("1 15 min", 15)]
    [InlineData("去", null)]
    [InlineData("去 20", 20)]
    [InlineData("好", null)]
    [InlineData("好的", null)]
    [InlineData("好，10分钟到", 10)]
    [InlineData("收到", null)]
    [InlineData("收到，马上去", null)]
    [InlineData("我去,半小时", 30)]
    [InlineData("我马上到", null)]
    [InlineData("10分钟后到", 10)]
    [InlineData("在路上了 5分钟", 5)]
    [InlineData("YES", null)]
    [InlineData("ok", null)]
    [InlineData("Ok!", null)]
    [InlineData("Yes, 8 min", 8)]
    [InlineData("On my way", null)]
    [InlineData("on my way, there in 12 minutes", 12)]
    [InlineData("I’m going, half an hour", 30)]
    public void Parse_SomebodyGoes_IsGoingWithTheirTime(string text, int? minutes) =>
        Assert.Equal(new Reply.Going(minutes), ReplyParser.Parse(text));

    [Theory]
    [InlineData("2")]
    [InlineData("2。")]
    [InlineData("不能")]
    [InlineData("不行,在外地")]
    [InlineData("去不了")]
    [InlineData("我在上班去不了")]
    [InlineData("没空")]
    [InlineData("NO")]
    [InlineData("No, sorry")]
    [InlineData("I can't")]
    [InlineData("I cannot go, 10 min is not enough")]
    [InlineData("not on my way")]
    [InlineData("I’m not coming")]
    public void Parse_SomebodyCannot_IsDeclined(string text) => Assert.IsType<Reply.Declined>(ReplyParser.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("110")]
    [InlineData("12")]
    [InlineData("她怎么了？")]
    [InlineData("好像是误报吧?")]
    [InlineData("是谁?")]
    [InlineData("ok what happened?")]
    [InlineData("yes if nobody else can")]
    [InlineData("maybe")]
    [InlineData("STOP")]
    [InlineData("谢谢")]
    [InlineData("如果没人我去")]
    [InlineData("North gate is open")]
    public void Parse_AnythingElse_IsUnclear(string text) => Assert.IsType<Reply.Unclear>(ReplyParser.Parse(text));

    [Fact]
    public void Parse_TimeBeyondADay_IsGoingWithoutATime() => Assert.Equal(new Reply.Going(null), ReplyParser.Parse("1 9999"));
}

using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Notifications;
using ElderAlert.Domain.Signals;

namespace ElderAlert.Domain.Tests.Notifications;

public sealed class MessageTextTests
{
    private const string Link = "https://a.example.cn/f/token";

    private static readonly CentreId CentreId = new("shengzhou");
    private static readonly DateTimeOffset OpenedAt = new(2026, 11, 21, 14, 5, 0, TimeSpan.FromHours(8));
    private static readonly IncidentNames Names = new("张桂英", "桂花弄7号");

    [Theory]
    [InlineData(Language.Chinese, RecipientKind.Contact, "【嵊州96345】张桂英家14:05跌倒报警。尚无人接手。能去请回1（可加分钟，如1 10），不能回2。详情 https://a.example.cn/f/token 编号7F3A-2")]
    [InlineData(Language.Chinese, RecipientKind.Responder, "【嵊州96345】张桂英家14:05跌倒报警。地址：桂花弄7号。尚无人接手。能去请回1（可加分钟，如1 10），不能回2。详情 https://a.example.cn/f/token 编号7F3A-2")]
    [InlineData(Language.Chinese, RecipientKind.Supervisor, "【嵊州96345】张桂英家14:05跌倒报警。尚无人接手。请登录接警，或回1由您负责。详情 https://a.example.cn/f/token 编号7F3A-2")]
    [InlineData(Language.English, RecipientKind.Contact, "嵊州96345: Fall alarm, 张桂英, 14:05. Nobody has taken it yet. Can you go? Reply 1 (and minutes, like 1 10), or 2 if you cannot. https://a.example.cn/f/token Ref 7F3A-2")]
    public void Compose_AlarmBySms_SaysWhatWhoWhereStateAndWhatToDo(Language language, RecipientKind to, string expected) =>
        Assert.Equal(expected, Compose(Incident(), to: to, language: language));

    [Fact]
    public void Compose_AlarmBySms_FitsTwoChineseSegmentsBesideItsLink() =>
        Assert.True(Compose(Incident()).Length - Link.Length <= 2 * 67);

    /// <summary>Twilio refuses what is longer, for good: nobody would be told.</summary>
    [Fact]
    public void Compose_NamesThatAreWholeLists_FitsOneMessage()
    {
        var lists = new IncidentNames(string.Join("、", Enumerable.Repeat("欧阳桂英", 100)), new string('址', 2_000), "李敏", "李梅", "王师傅");

        var words = Compose(Incident(), to: RecipientKind.Responder, names: lists);

        Assert.InRange(words.Length, 240, 500);
        Assert.Contains("欧阳桂英、欧阳桂英", words, StringComparison.Ordinal);
        Assert.Contains("…家14:05跌倒报警", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_ALongName_IsNotCutWithinACharacter()
    {
        var name = new string('a', 118);

        Assert.Contains($"{name}…家14:05", Compose(Incident(), names: Names with { Residents = name + "😀😀" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_ByVoice_ReadsNoLinkAndNoReference()
    {
        var words = Compose(Incident(), channel: Channel.Voice);

        Assert.Equal("这里是嵊州96345。张桂英家14:05跌倒报警。尚无人接手。如果您能赶去，请按1。", words);
    }

    [Fact]
    public void Compose_Dispatch_AsksToGoAndSaysWhere()
    {
        var words = Compose(Incident(), NotificationPurpose.Dispatch, to: RecipientKind.Responder);

        Assert.Contains("地址：桂花弄7号。", words, StringComparison.Ordinal);
        Assert.Contains("请前往，出发请回1", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RecipientKind.Contact)]
    [InlineData(RecipientKind.Supervisor)]
    public void Compose_WhoeverDoesNotGo_IsNotGivenTheAddress(RecipientKind to) =>
        Assert.DoesNotContain("桂花弄", Compose(Incident(), to: to), StringComparison.Ordinal);

    [Fact]
    public void Compose_UpdateAfterItIsOver_SaysHowItEndedAndAsksNothing()
    {
        var over = Incident() with { State = IncidentState.Resolved, Resolution = Resolution.FalseAlarm };

        Assert.Equal(
            "【嵊州96345】张桂英家14:05跌倒报警。已处置完毕：老人平安，属误报。详情 https://a.example.cn/f/token 编号7F3A-2",
            Compose(over, NotificationPurpose.Update));
    }

    [Fact]
    public void Compose_AlarmThatIsOverMeanwhile_NoLongerAsksAnybodyToGo()
    {
        var over = Incident() with { State = IncidentState.Resolved, Resolution = Resolution.Helped };

        Assert.DoesNotContain("请回1", Compose(over), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_EveryPurposeChannelRecipientAndLanguage_HasWords()
    {
        foreach (var purpose in Enum.GetValues<NotificationPurpose>())
        foreach (var channel in Enum.GetValues<Channel>())
        foreach (var to in Enum.GetValues<RecipientKind>())
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.Contains("张桂英", Compose(Incident(), purpose, channel, to, language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Kind_EverySignalKind_HasAWordInEveryLanguage()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var words = Enum.GetValues<SignalKind>().Select(Wording.In(language).Kind).ToList();
            Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
        }
    }

    public static TheoryData<string, string?, string?, AssignmentState?, int?> Standings => new()
    {
        { "Nobody has taken it yet", null, null, null, null },
        { "Operator Li has it", "Li", null, null, null },
        { "Mei is going", null, "Mei", null, null },
        { "Operator Li has it and Mei is going", "Li", "Mei", null, null },
        { "Wang was asked to go", "Li", null, AssignmentState.Dispatched, null },
        { "Wang is on the way", "Li", null, AssignmentState.EnRoute, null },
        { "Wang is on the way, there in about 10 min", "Li", null, AssignmentState.EnRoute, 10 },
        { "Wang is there", "Li", null, AssignmentState.OnScene, null },
        { "Operator Li has it", "Li", null, AssignmentState.Cleared, null },
    };

    [Theory]
    [MemberData(nameof(Standings))]
    public void Standing_WhoeverHasItAndGoes_IsNamed(string expected, string? owner, string? taker, AssignmentState? going, int? minutes)
    {
        var incident = Incident() with
        {
            Assignments = going is { } state ? [new Assignment(new ResponderId("wang"), state, OpenedAt, minutes)] : [],
        };
        var names = Names with { Owner = Text(owner), AcknowledgedBy = Text(taker), Going = Text(going is null ? null : "Wang") };

        Assert.Equal(expected, Wording.In(Language.English).Standing(incident, names));
    }

    [Fact]
    public void Leading_SeveralResponders_IsWhoeverIsFurthestAndCameFirst()
    {
        var incident = Incident() with
        {
            Assignments =
            [
                new Assignment(new ResponderId("left"), AssignmentState.Cleared, OpenedAt),
                new Assignment(new ResponderId("asked"), AssignmentState.Dispatched, OpenedAt),
                new Assignment(new ResponderId("second"), AssignmentState.EnRoute, OpenedAt.AddMinutes(2)),
                new Assignment(new ResponderId("first"), AssignmentState.EnRoute, OpenedAt.AddMinutes(1)),
            ],
        };

        Assert.Equal("first", IncidentNames.Leading(incident)!.Responder.Value);
    }

    [Fact]
    public void Compose_TwoNotificationsOfOneIncident_NeverReadTheSame() =>
        Assert.NotEqual(Compose(Incident(), ordinal: 2), Compose(Incident(), ordinal: 3));

    [Theory]
    [InlineData(Channel.Sms, Language.Chinese, "【嵊州96345】这是一次测试。")]
    [InlineData(Channel.Voice, Language.Chinese, "这里是嵊州96345。这是一次测试。")]
    [InlineData(Channel.Sms, Language.English, "嵊州96345: This is a test. ")]
    [InlineData(Channel.Voice, Language.English, "This is 嵊州96345. This is a test. ")]
    public void Compose_InTestMode_SaysSoFirst_WhateverThePurpose(Channel channel, Language language, string beginning)
    {
        var test = Incident() with { Marks = IncidentMarks.TestMode };

        Assert.All(
            Enum.GetValues<NotificationPurpose>(),
            purpose => Assert.StartsWith(beginning, Compose(test, purpose, channel, RecipientKind.Responder, language), StringComparison.Ordinal));
        Assert.DoesNotContain(beginning, Compose(Incident(), channel: channel, language: language), StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_CameBackWithGas_SaysBoth()
    {
        var back = Incident() with { Marks = IncidentMarks.Reopened, Kinds = [SignalKind.Fall, SignalKind.Sos, SignalKind.Gas] };

        Assert.Contains("It is back. Fall alarm and Gas alarm, ", Compose(back, language: Language.English), StringComparison.Ordinal);
        Assert.Contains("险情再次出现。", Compose(back), StringComparison.Ordinal);
        Assert.Contains("跌倒报警、燃气报警", Compose(back), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Chinese, 2, "张桂英家14:05跌倒报警。设备称12:05发生，14:05才收到。尚无人接手。")]
    [InlineData(Language.Chinese, 20, "张桂英家14:05跌倒报警。设备称2026-11-20 18:05发生，14:05才收到。尚无人接手。")]
    [InlineData(Language.English, 2, "Fall alarm, 张桂英, 14:05. The device says that it happened at 12:05, we received it at 14:05. Nobody")]
    public void Compose_OldNews_SaysWhenItHappenedAndWhenWeHeard(Language language, int hoursAgo, string expected) =>
        Assert.Contains(expected, Compose(Incident(), language: language, happenedAt: OpenedAt.AddHours(-hoursAgo)), StringComparison.Ordinal);

    [Fact]
    public void Compose_OldNewsOfADangerThatCameBack_WasReceivedWhenItCameBack()
    {
        var back = Incident() with { Marks = IncidentMarks.Reopened | IncidentMarks.LateSignal, ReopenedAt = OpenedAt.AddMinutes(20).ToUniversalTime() };

        Assert.Contains("设备称14:10发生，14:25才收到。", Compose(back, happenedAt: OpenedAt.AddMinutes(5)), StringComparison.Ordinal);
    }

    private static PrivateText? Text(string? text) => text is null ? default(PrivateText?) : new PrivateText(text);

    private static string Compose(
        Incident incident,
        NotificationPurpose purpose = NotificationPurpose.Alarm,
        Channel channel = Channel.Sms,
        RecipientKind to = RecipientKind.Contact,
        Language language = Language.Chinese,
        int ordinal = 2,
        DateTimeOffset? happenedAt = null,
        IncidentNames? names = null)
    {
        var notification = new Notification(
            NotificationId.Of(incident.Id, ordinal), new RecipientRef(to, "x"), channel, purpose, NotificationState.Requested, OpenedAt);
        var centre = new Centre(CentreId, "嵊州96345", "96345", null, "Asia/Shanghai");
        return MessageText.Compose(new MessageFacts(notification, incident, centre, names ?? Names, language, OpenedAt, happenedAt, new Uri(Link))).Value;
    }

    private static Incident Incident() => new()
    {
        Id = new IncidentId("019aa5c0d1e27f3a"),
        Centre = CentreId,
        Household = new HouseholdId("home"),
        Lane = Lane.Life,
        Kind = SignalKind.Fall,
        Kinds = [SignalKind.Fall],
        Priority = new PriorityAssessment(Priority.High, []),
        State = IncidentState.Open,
        Policy = DefaultPolicies.Life(CentreId),
        OpenedAt = OpenedAt,
        Position = 1,
        SignalCount = 1,
        LastSignalAt = OpenedAt,
        StepStartedAt = OpenedAt,
        RoundStartedAt = OpenedAt,
    };
}

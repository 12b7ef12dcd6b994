namespace ElderAlert.Domain.Tests.Properties;

/// <summary>Something that somebody, or something, may do at any time, sensible or not.</summary>
internal enum Deed
{
    PressSos,
    FeelFall,
    SuspectFall,
    SmellSmoke,
    SmokeGone,
    SayNothingHappened,
    RunLow,
    SeeMotion,
    CallIn,
    Claim,
    Release,
    LoseConsole,
    Note,
    SpeakToThem,
    HearNothing,
    CallOutsideLine,
    TellByHand,
    Dispatch,
    SetOut,
    Arrive,
    Leave,
    Resolve,
    CallBack,
    CallBackInVain,
    Close,
    Escalate,
    ViewEntryData,
    SayYes,
    SayNo,
    WriteWords,
    BeginSending,
    TakeMessage,
    DeliverMessage,
    FailMessage,
    DoubtMessage,
    LoseMessage,
}

/// <summary>One step of a story: time passes and its deadlines are looked at, then somebody does something.</summary>
/// <param name="Seconds">How long nothing happens before.</param>
/// <param name="Deed">What.</param>
/// <param name="Who">Which of the people, responders or notifications; taken round.</param>
internal sealed record Step(int Seconds, Deed Deed, int Who)
{
    public override string ToString() => $"after {Seconds} s: {Deed} ({Who})";
}

/// <summary>What happens to one home, in order; printed as a list that reads like one.</summary>
internal sealed record Story(IReadOnlyList<Step> Steps)
{
    public override string ToString() => Environment.NewLine + string.Join(Environment.NewLine, Steps);
}

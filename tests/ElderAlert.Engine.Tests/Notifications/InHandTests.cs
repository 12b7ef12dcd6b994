using ElderAlert.Domain;
using ElderAlert.Engine.Notifications;

namespace ElderAlert.Engine.Tests.Notifications;

public sealed class InHandTests
{
    private static readonly NotificationId Sms = new("i1.1");

    private readonly InHand _inHand = new();

    [Fact]
    public void TryTake_AnotherWorkerHasIt_IsRefused_AndItComesBack()
    {
        Assert.True(_inHand.TryTake(Sms));
        Assert.False(_inHand.TryTake(Sms));

        Assert.True(_inHand.PutBack(Sms));
        Assert.True(_inHand.TryTake(Sms));
    }

    [Fact]
    public void PutBack_NobodyAskedMeanwhile_NeedNotComeBack()
    {
        _inHand.TryTake(Sms);

        Assert.False(_inHand.PutBack(Sms));
    }
}

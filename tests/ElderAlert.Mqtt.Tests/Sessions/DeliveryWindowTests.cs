using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Tests.Sessions;

public sealed class DeliveryWindowTests
{
    [Fact]
    public void Add_IdentifiersUsedUp_ZeroAndThoseInUseAreSkipped()
    {
        var window = new DeliveryWindow { Maximum = 10 };
        var first = window.Add(Sent());
        for (var i = 0; i < ushort.MaxValue - 1; i++)
        {
            window.Remove(window.Add(Sent()));
        }

        Assert.Equal(1, first);
        Assert.Equal(2, window.Add(Sent()));
    }

    private static InFlightDelivery Sent() => new(new Delivery(
        new TimedMessage(new ApplicationMessage("a", default, QualityOfService.AtLeastOnce), ExpiresAt: null),
        QualityOfService.AtLeastOnce,
        Retain: false,
        Essential: false));
}

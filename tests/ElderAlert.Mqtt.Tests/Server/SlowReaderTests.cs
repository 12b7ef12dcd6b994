using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class SlowReaderTests
{
    [Fact]
    public async Task Deliver_SubscriberDoesNotRead_TelemetryIsDroppedCommandsWaitAndItIsCutAtLast()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(options => options.MaximumQueuedMessages = 50, time);
        using var slow = await host.OpenAsync();
        await slow.ConnectAsync(MqttProtocolVersion.V311);
        await slow.SendHexAsync("82 06 00 01 00 01 '#' 01");
        await slow.ReadPacketAsync();
        var large = new ApplicationMessage("telemetry", new byte[100_000], QualityOfService.AtMostOnce);
        await using var publisher = await MqttHostPublisherAsync(host);

        for (var i = 0; i < 500; i++)
        {
            await publisher.PublishAsync(large with { QoS = QualityOfService.AtLeastOnce });
        }

        Assert.Equal(1, await host.Publisher.PublishAsync(new ApplicationMessage("command", "go"u8.ToArray(), QualityOfService.AtLeastOnce)));
        await time.AdvanceAsync(TimeSpan.FromSeconds(62));

        var (client, cause) = await host.Application.NextDisconnectAsync();
        Assert.Equal(("raw", ReasonCode.QuotaExceeded), (client.ClientId, cause.ReasonCode));
    }

    private static ValueTask<Mqtt.Client.MqttClient> MqttHostPublisherAsync(MqttHost host) =>
        Mqtt.Client.MqttClient.ConnectAsync(host.Options("publisher") with { KeepAlive = TimeSpan.Zero });
}

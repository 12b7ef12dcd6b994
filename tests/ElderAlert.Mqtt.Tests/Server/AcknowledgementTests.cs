using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

/// <summary>Answers of a client to messages sent to it (4.3).</summary>
public sealed class AcknowledgementTests
{
    [Theory]
    [InlineData(1, "50 02 00 01", "PUBREC for QoS 1")]
    [InlineData(1, "70 02 00 01", "PUBCOMP for QoS 1")]
    [InlineData(2, "40 02 00 01", "PUBACK for QoS 2")]
    [InlineData(2, "70 02 00 01", "PUBCOMP before PUBREC")]
    public async Task Acknowledge_WithTheWrongPacket_Closed(int qos, string answer, string why)
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500);
        await client.SendHexAsync($"82 07 00 01 00 00 01 'a' 0{qos}");
        await client.ReadPacketAsync();
        await host.Publisher.PublishAsync(new ApplicationMessage("a", "x"u8.ToArray(), (QualityOfService)qos));
        await client.ReadPacketAsync();

        await client.SendHexAsync(answer);

        Assert.True((await client.ReadToEndAsync()) is [0xE0, 0x02, 0x82, 0x00], why);
    }

    [Fact]
    public async Task Acknowledge_Unknown_IgnoredOrAnsweredNotFound()
    {
        await using var host = await MqttHost.StartAsync();
        using var client = await host.OpenAsync();
        await client.ConnectAsync(MqttProtocolVersion.V500);

        await client.SendHexAsync("40 02 00 09  70 02 00 09  50 02 00 09  62 02 00 09");

        Assert.Equal([0x62, 0x03, 0x00, 0x09, 0x92], await client.ReadPacketAsync());
        Assert.Equal([0x70, 0x03, 0x00, 0x09, 0x92], await client.ReadPacketAsync());
    }
}

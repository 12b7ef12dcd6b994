using System.Net;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Listeners;

public sealed class ProxyProtocolTests
{
    private const string Signature = "0D 0A 0D 0A 00 0D 0A 51 55 49 54 0A ";

    [Theory]
    [InlineData("21 11 00 0C CB 00 71 07 7F 00 00 01 30 39 07 5B", "203.0.113.7:12345")]
    [InlineData("21 21 00 24 20 01 0D B8 00 00 00 00 00 00 00 00 00 00 00 07 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 30 39 07 5B", "[2001:db8::7]:12345")]
    [InlineData("21 11 00 10 CB 00 71 07 7F 00 00 01 30 39 07 5B 04 00 01 00", "203.0.113.7:12345")]
    public async Task Proxy_Address_BecomesTheClients(string header, string expected)
    {
        await using var host = await StartAsync();
        using var client = await host.OpenAsync();

        await client.SendHexAsync(Signature + header);
        await client.ConnectAsync(MqttProtocolVersion.V311);

        Assert.Equal(expected, host.Application.Connected.Single().RemoteAddress!.ToString());
    }

    [Fact]
    public async Task Proxy_Local_KeepsTheBalancersAddress()
    {
        await using var host = await StartAsync();
        using var client = await host.OpenAsync();

        await client.SendHexAsync(Signature + "20 00 00 00");
        await client.ConnectAsync(MqttProtocolVersion.V311);

        Assert.Equal(IPAddress.Loopback, ((IPEndPoint)host.Application.Connected.Single().RemoteAddress!).Address);
    }

    [Theory]
    [InlineData("10 0E 00 04 'MQTT' 04 02 00 3C 00 02 'id'")]
    [InlineData(Signature + "31 11 00 0C CB 00 71 07 7F 00 00 01 30 39 07 5B")]
    [InlineData(Signature + "22 11 00 0C CB 00 71 07 7F 00 00 01 30 39 07 5B")]
    [InlineData(Signature + "21 11 00 04 CB 00 71 07")]
    [InlineData(Signature + "21 11 FF FF CB 00 71 07")]
    public async Task Proxy_BrokenHeader_Closed(string bytes)
    {
        await using var host = await StartAsync();
        using var client = await host.OpenAsync();

        await client.SendHexAsync(bytes);

        Assert.Empty(await client.ReadToEndAsync());
        Assert.Empty(host.Application.Connected);
    }

    [Fact]
    public async Task Proxy_FromAnUntrustedNetwork_Closed()
    {
        await using var host = await StartAsync("10.0.0.0/8");
        using var client = await host.OpenAsync();

        Assert.Empty(await client.ReadToEndAsync());
    }

    private static Task<MqttHost> StartAsync(string trusted = "127.0.0.0/8") =>
        MqttHost.StartAsync(listen: listen => listen.UseProxyProtocol(IPNetwork.Parse(trusted)).UseMqtt());
}

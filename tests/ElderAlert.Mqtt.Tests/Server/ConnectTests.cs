using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Server;

public sealed class ConnectTests
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311, ReasonCode.BadUserNameOrPassword, ReasonCode.BadUserNameOrPassword)]
    [InlineData(MqttProtocolVersion.V500, ReasonCode.BadUserNameOrPassword, ReasonCode.BadUserNameOrPassword)]
    [InlineData(MqttProtocolVersion.V311, ReasonCode.Banned, ReasonCode.NotAuthorized)]
    [InlineData(MqttProtocolVersion.V500, ReasonCode.Banned, ReasonCode.Banned)]
    [InlineData(MqttProtocolVersion.V311, ReasonCode.ServerBusy, ReasonCode.ServerUnavailable)]
    [InlineData(MqttProtocolVersion.V500, ReasonCode.ServerBusy, ReasonCode.ServerBusy)]
    public async Task Connect_Refused_SaysWhyInTheVersionsTerms(MqttProtocolVersion version, ReasonCode given, ReasonCode seen)
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Authenticate = _ => AuthenticationResult.Refused(given, "as the test says");

        var exception = await Assert.ThrowsAsync<MqttConnectException>(
            async () => await MqttClient.ConnectAsync(host.Options("d1", version) with { UserName = "u", Password = "p"u8.ToArray() }));

        Assert.Equal(seen, exception.ReasonCode);
        var refused = await host.Application.NextRefusalAsync();
        Assert.Equal(("d1", "u", given, "as the test says"), (refused.ClientId, refused.UserName, refused.ReasonCode, refused.Detail));
        Assert.Empty(host.Application.Connected);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Connect_SessionThereBefore_OneConnAckWhoseOnlyFlagSaysSo(bool cleanStart, byte flags)
    {
        await using var host = await MqttHost.StartAsync();
        foreach (var expected in new byte[] { 0, flags })
        {
            using var client = await host.OpenAsync();
            await client.SendAsync(new Mqtt.Packets.ConnectPacket(MqttProtocolVersion.V311, "d1") { CleanStart = cleanStart }, MqttProtocolVersion.V311);
            Assert.Equal([0x20, 0x02, expected, 0x00], await client.ReadPacketAsync());
            await client.SendHexAsync("C0 00");
            Assert.Equal([0xD0, 0x00], await client.ReadPacketAsync());
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0123456789abcdefghijXYZ")]
    [InlineData("pendant/厨房-of more than twenty-three bytes")]
    public async Task Connect_AnyClientId_Accepted(string clientId)
    {
        await using var host = await MqttHost.StartAsync();
        await using var client = await host.ConnectAsync(clientId, MqttProtocolVersion.V311);

        Assert.Equal(clientId, Assert.Single(host.Application.Connected).ClientId);
    }

    [Fact]
    public async Task Connect_RefusedWithAPublishBehindIt_ThatIsNotTaken()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Authenticate = _ => AuthenticationResult.Refused(ReasonCode.NotAuthorized, "as the test says");
        using var client = await host.OpenAsync();

        await client.SendHexAsync("10 0E 00 04 'MQTT' 04 02 00 00 00 02 'id'  32 06 00 01 'a' 00 05 'x'");

        Assert.Equal([0x20, 0x02, 0x00, 0x05], await client.ReadToEndAsync());
        Assert.Equal(0, host.Application.PublishesWaiting);
    }

    [Fact]
    public async Task Connect_LargerThanAStrangerMaySend_ClosedUnread()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumConnectSize = 100);
        using var client = await host.OpenAsync();

        await client.SendHexAsync("10 65");

        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal(ReasonCode.PacketTooLarge, (await host.Application.NextRefusalAsync()).ReasonCode);
    }

    [Fact]
    public async Task Connect_WrongKeyAgainAndAgain_AnswersAreHeldBackAndTheRightKeyIsNot()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        host.Application.Authenticate = request => request.UserName == "known"
            ? AuthenticationResult.Accepted("known")
            : AuthenticationResult.Refused(ReasonCode.NotAuthorized, "wrong key");
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<MqttConnectException>(async () => await MqttClient.ConnectAsync(host.Options("guess")));
        }

        var sixth = MqttClient.ConnectAsync(host.Options("guess")).AsTask();
        await using var known = await MqttClient.ConnectAsync(host.Options("d1") with { UserName = "known", KeepAlive = TimeSpan.Zero });
        await time.AdvanceAsync(TimeSpan.FromMilliseconds(190));
        Assert.False(sixth.IsCompleted);
        await Eventually.TrueAsync(() =>
        {
            _ = time.AdvanceAsync(TimeSpan.FromMilliseconds(50));
            return sixth.IsCompleted;
        });

        await Assert.ThrowsAsync<MqttConnectException>(() => sixth);
    }

    [Fact]
    public async Task Connect_AuthenticatorThrows_ServerUnavailable()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.Authenticate = _ => throw new InvalidOperationException("directory is gone");

        var exception = await Assert.ThrowsAsync<MqttConnectException>(async () => await host.ConnectAsync("d1"));

        Assert.Equal(ReasonCode.ServerUnavailable, exception.ReasonCode);
    }

    [Fact]
    public async Task Connect_Credentials_ReachTheAuthenticator()
    {
        await using var host = await MqttHost.StartAsync();
        ConnectRequest? seen = null;
        host.Application.Authenticate = request =>
        {
            seen = request;
            return AuthenticationResult.Accepted("device-7");
        };

        await using var client = await MqttClient.ConnectAsync(host.Options("c") with { UserName = "d7", Password = new byte[] { 0, 255 } });

        Assert.Equal(("c", "d7"), (seen!.ClientId, seen.UserName));
        Assert.Equal([0, 255], seen.Password.ToArray());
        Assert.Equal("device-7", Assert.Single(host.Application.Connected).Identity);
    }

    [Fact]
    public async Task Connect_EmptyClientId500_AssignsOne()
    {
        await using var host = await MqttHost.StartAsync();

        await using var one = await host.ConnectAsync();
        await using var two = await host.ConnectAsync();

        Assert.NotEmpty(one.ConnectResult.ClientId);
        Assert.NotEqual(one.ConnectResult.ClientId, two.ConnectResult.ClientId);
    }

    [Fact]
    public async Task Connect_ClientIdOfAnotherIdentity_Refused()
    {
        await using var host = await MqttHost.StartAsync();
        await using var owner = await MqttClient.ConnectAsync(host.Options("shared") with { UserName = "owner" });

        var exception = await Assert.ThrowsAsync<MqttConnectException>(
            async () => await MqttClient.ConnectAsync(host.Options("shared") with { UserName = "thief" }));

        Assert.Equal(ReasonCode.ClientIdentifierNotValid, exception.ReasonCode);
        Assert.Equal(ReasonCode.Success, await owner.SubscribeAsync("still/mine", QualityOfService.AtMostOnce));
    }

    [Fact]
    public async Task Connect_WillOnForeignTopic_Refused()
    {
        await using var host = await MqttHost.StartAsync();
        host.Application.MayPublish = topic => topic == "own";

        var exception = await Assert.ThrowsAsync<MqttConnectException>(async () => await MqttClient.ConnectAsync(
            host.Options("d1") with { Will = new ApplicationMessage("foreign", "x"u8.ToArray()) }));

        Assert.Equal(ReasonCode.NotAuthorized, exception.ReasonCode);
    }

    [Fact]
    public async Task Connect_NothingSent_ClosedAfterTenSeconds()
    {
        var time = new ManualTime();
        await using var host = await MqttHost.StartAsync(time: time);
        using var client = await host.OpenAsync();
        await Eventually.TrueAsync(() => host.Server.Deadlines.Count == 1);

        await time.AdvanceAsync(TimeSpan.FromSeconds(9));
        Assert.Equal(1, host.Server.Deadlines.Count);
        await time.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Empty(await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Connect_ServerKeepAlive_Announced()
    {
        await using var host = await MqttHost.StartAsync(options => options.MaximumKeepAliveSeconds = 30);

        await using var client = await host.ConnectAsync("d1");

        Assert.Equal(TimeSpan.FromSeconds(30), client.ConnectResult.KeepAlive);
    }
}

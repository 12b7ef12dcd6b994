using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Engine.Directory;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Server.Auth;
using ElderAlert.Server.Hosting;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Ingest;

/// <summary>Every way in that the settings open, to the whole server: TLS, client certificates, a load balancer's header, WebSocket.</summary>
public sealed class DeviceListenersTests : IDisposable
{
    private const string Key = "4f1c9a0b6d2e8f7351a2b3c4d5e6f708";
    private static readonly CentreId Centre = new("c1");
    private static readonly ApplicationMessage Sos = new("ea/v1/pendant/signal", """{"id":"1","kind":"sos"}"""u8.ToArray(), QualityOfService.AtLeastOnce);

    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("tls", MqttProtocolVersion.V311)]
    [InlineData("tls", MqttProtocolVersion.V500)]
    [InlineData("ws", MqttProtocolVersion.V311)]
    [InlineData("ws", MqttProtocolVersion.V500)]
    public async Task Signal_OverEveryListener_IsAcknowledged(string way, MqttProtocolVersion version)
    {
        await using var server = await StartAsync();
        var options = way == "tls" ? Tls(server) : new MqttClientOptions { WebSocket = new UriBuilder(server.Listeners.Http) { Scheme = "ws", Path = "mqtt" }.Uri };

        await using var pendant = await MqttClient.ConnectAsync(WithKey(options) with { Version = version });

        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Sos));
    }

    [Fact]
    public async Task WebSocket_TurnedOff_IsNotThere()
    {
        await using var server = await StartAsync(("Mqtt:WebSocket", "false"));
        using var browser = server.Browser();

        using var answer = await browser.Http.GetAsync("/mqtt");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Certificate_OfTheDevice_NeedsNoKey()
    {
        await using var server = await StartAsync(("Mqtt:ClientAuthority", _certificates.AuthorityFile));

        await using var pendant = await MqttClient.ConnectAsync(Tls(server, "pendant"));

        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Sos));
    }

    [Theory]
    [InlineData("pendant", "pendant", "wrong", "the key is wrong")]
    [InlineData("pendant", null, "wrong", "the key is wrong")]
    [InlineData("pendant", "other", null, "the certificate is another device's")]
    [InlineData("stranger", null, null, "the certificate names no device on file")]
    [InlineData("stranger", "pendant", Key, "the certificate names no device on file")]
    public async Task Certificate_ThatDoesNotFit_IsRefusedAndJournalled(string certificate, string? user, string? key, string reason)
    {
        await using var server = await StartAsync(("Mqtt:ClientAuthority", _certificates.AuthorityFile));
        var options = Tls(server, certificate) with { UserName = user, Password = key is null ? null : Encoding.UTF8.GetBytes(key) };

        var refused = await Assert.ThrowsAsync<MqttConnectException>(async () => await MqttClient.ConnectAsync(options));

        Assert.Equal(ReasonCode.NotAuthorized, refused.ReasonCode);
        var journal = await server.Journal.ReadAsync(Centre, 0, CancellationToken.None).ToListAsync();
        Assert.Equal(reason, Assert.Single(journal.Select(entry => entry.Event).OfType<DeviceRefused>()).Reason);
    }

    [Fact]
    public async Task Certificate_Missing_KeyServesUnlessOneIsRequired()
    {
        await using var lenient = await StartAsync(("Mqtt:ClientAuthority", _certificates.AuthorityFile));
        await using var strict = await StartAsync(
            ("Mqtt:ClientAuthority", _certificates.AuthorityFile), ("Mqtt:RequireClientCertificate", "true"));

        await using var pendant = await MqttClient.ConnectAsync(WithKey(Tls(lenient)));
        await Assert.ThrowsAnyAsync<Exception>(async () => await MqttClient.ConnectAsync(WithKey(Tls(strict))));
        await using var withCertificate = await MqttClient.ConnectAsync(WithKey(Tls(strict, "pendant")));
    }

    [Fact]
    public async Task Certificate_Renewed_NewConnectionsSeeItAndOldOnesLive()
    {
        var clock = new FakeClock();
        await using var server = await StartAsync(clock);
        var serials = new List<string>();
        await using var before = await MqttClient.ConnectAsync(WithKey(Tls(server, serials: serials)) with { ClientId = "before" });

        var file = _certificates.Issue("localhost", "server.pem");
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(5));
        clock.Advance(TimeSpan.FromSeconds(61));
        await using var after = await MqttClient.ConnectAsync(WithKey(Tls(server, serials: serials)) with { ClientId = "after" });

        Assert.NotEqual(serials[0], serials[1]);
        Assert.Equal(ReasonCode.Success, await before.PublishAsync(Sos));
    }

    [Theory]
    [InlineData("Mqtt:Certificate")]
    [InlineData("Mqtt:ClientAuthority")]
    public async Task Certificate_Unreadable_StopsTheStartWithASentence(string key)
    {
        var file = _certificates.Issue("localhost", "broken.pem");
        await File.WriteAllTextAsync(file, "no certificate", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<SettingsException>(() => StartAsync((key, file)));

        Assert.StartsWith($"ElderAlert:{key} cannot be used: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProxyNetworks_Set_HeaderIsNeededOnBothPorts()
    {
        await using var server = await StartAsync(("Mqtt:ProxyNetworks", "127.0.0.0/8"));
        var plain = new MqttClientOptions { Host = "127.0.0.1", Port = server.Listeners.Mqtt!.Port };

        await using var pendant = await MqttClient.ConnectAsync(WithKey(plain) with { OpenStream = cancel => BehindProxyAsync(plain, cancel) });
        await using var secure = await MqttClient.ConnectAsync(WithKey(Tls(server)) with
        {
            ClientId = "secure",
            OpenStream = async cancel => await SecureAsync(await BehindProxyAsync(Tls(server), cancel), Tls(server).Tls!, cancel),
        });

        Assert.Equal(ReasonCode.Success, await pendant.PublishAsync(Sos));
        await Assert.ThrowsAnyAsync<Exception>(async () => await MqttClient.ConnectAsync(WithKey(plain)));
    }

    private Task<RunningServer> StartAsync(params (string Key, string Value)[] settings) => StartAsync(TimeProvider.System, settings);

    private async Task<RunningServer> StartAsync(TimeProvider time, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Mqtt:TlsPort"] = "0",
            ["Mqtt:Certificate"] = _certificates.Issue("localhost", "server.pem"),
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var server = await RunningServer.StartAsync(all, services => services.AddSingleton(time));
        await server.Engine.EditAsync(new DirectoryEdit(Centre, Actor.System, Directory(), []), CancellationToken.None);
        return server;
    }

    private MqttClientOptions Tls(RunningServer server, string? certificate = null, List<string>? serials = null) => new()
    {
        Host = "127.0.0.1",
        Port = server.Listeners.MqttTls!.Port,
        Tls = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = certificate is null ? null : [TestCertificates.Load(_certificates.Issue(certificate, "device.pem"))],
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
            {
                serials?.Add(shown!.GetSerialNumberString());
                return shown!.Issuer == _certificates.Authority.Subject;
            },
        },
    };

    private static MqttClientOptions WithKey(MqttClientOptions options) =>
        options with { UserName = "pendant", Password = Encoding.UTF8.GetBytes(Key) };

    /// <summary>What a load balancer sends first: version 2, PROXY, TCP over IPv4, from 203.0.113.7:4711.</summary>
    private static async ValueTask<Stream> BehindProxyAsync(MqttClientOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(options.Host, options.Port, cancellationToken);
        var stream = new NetworkStream(socket, ownsSocket: true);
        byte[] header = [.. "\r\n\r\n\0\r\nQUIT\n"u8, 0x21, 0x11, 0, 12, 203, 0, 113, 7, 127, 0, 0, 1, 0x12, 0x67, 0x07, 0x5B];
        await stream.WriteAsync(header, cancellationToken);
        return stream;
    }

    private static async ValueTask<Stream> SecureAsync(Stream stream, SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(options, cancellationToken);
        return secure;
    }

    private static DirectoryItem[] Directory()
    {
        var home = new HouseholdId("h1");
        return
        [
            new Centre(Centre, "96345", "96345", null, "Asia/Shanghai"),
            new Area(Centre, new AreaId("a1"), null, AreaLevel.Village, "Sanjiang", null),
            new Household(Centre, home, new AreaId("a1"), "Home 1", "Lane 1", null, null, null),
            new Device(Centre, new DeviceId("pendant"), home, DeviceType.Pendant, KeyHash: DeviceKey.HashOf(Key)),
            new Device(Centre, new DeviceId("other"), home, DeviceType.Pendant, KeyHash: DeviceKey.HashOf(Key)),
        ];
    }
}

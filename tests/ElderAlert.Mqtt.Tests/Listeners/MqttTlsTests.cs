using System.Net.Security;
using System.Security.Authentication;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Mqtt.Tests.Listeners;

public sealed class MqttTlsTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Tls_BothVersions_PublishAcknowledged(SslProtocols protocols)
    {
        using var certificates = new TestCertificates();
        var file = certificates.Issue("localhost", "server.pem");
        await using var host = await StartAsync(new MqttTlsOptions { CertificateFile = file });

        await using var client = await MqttClient.ConnectAsync(Options(host, certificates, protocols: protocols));

        Assert.Equal(ReasonCode.Success, await client.PublishAsync(new ApplicationMessage("a", new byte[100_000], QualityOfService.AtLeastOnce)));
    }

    [Fact]
    public async Task Tls_Tls11_Refused()
    {
        using var certificates = new TestCertificates();
        await using var host = await StartAsync(new MqttTlsOptions { CertificateFile = certificates.Issue("localhost", "server.pem") });

#pragma warning disable CA5397, SYSLIB0039 // The obsolete version is what is refused here.
        await Assert.ThrowsAnyAsync<Exception>(async () => await MqttClient.ConnectAsync(Options(host, certificates, protocols: SslProtocols.Tls11)));
#pragma warning restore CA5397, SYSLIB0039
    }

    [Fact]
    public async Task Tls_CertificateRenewed_NewConnectionsSeeItOldOnesLive()
    {
        using var certificates = new TestCertificates();
        var time = new ManualTime();
        var file = certificates.Issue("localhost", "server.pem");
        await using var host = await StartAsync(new MqttTlsOptions { CertificateFile = file }, time);
        var serials = new List<string>();
        await using var before = await MqttClient.ConnectAsync(Options(host, certificates, serials, clientId: "before"));

        certificates.Issue("localhost", "server.pem");
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(5));
        await time.AdvanceAsync(TimeSpan.FromMinutes(2));
        await using var after = await MqttClient.ConnectAsync(Options(host, certificates, serials, clientId: "after"));
        await File.WriteAllTextAsync(file, "broken");
        await time.AdvanceAsync(TimeSpan.FromMinutes(2));
        await using var stillServed = await MqttClient.ConnectAsync(Options(host, certificates, serials, clientId: "still"));

        Assert.Equal(["01", "02", "02"], serials);
        Assert.Equal(ReasonCode.GrantedQoS1, await before.SubscribeAsync("a"));
    }

    [Fact]
    public async Task Tls_ClientCertificate_ItsNamesReachTheAuthenticator()
    {
        using var certificates = new TestCertificates();
        await using var host = await StartAsync(new MqttTlsOptions
        {
            CertificateFile = certificates.Issue("localhost", "server.pem"),
            ClientAuthorityFile = certificates.AuthorityFile,
            RequireClientCertificate = true,
        });
        IReadOnlyList<string> names = [];
        host.Application.Authenticate = request =>
        {
            names = request.CertificateNames;
            return AuthenticationResult.Accepted("d7");
        };

        await using var client = await MqttClient.ConnectAsync(
            Options(host, certificates, own: certificates.Issue("device-7", "device.pem")));

        Assert.Equal(["device-7", "device-7"], names);
    }

    [Fact]
    public async Task Tls_ClientCertificateMissingOrForeign_NoConnection()
    {
        using var certificates = new TestCertificates();
        using var foreign = new TestCertificates();
        await using var host = await StartAsync(new MqttTlsOptions
        {
            CertificateFile = certificates.Issue("localhost", "server.pem"),
            ClientAuthorityFile = certificates.AuthorityFile,
            RequireClientCertificate = true,
        });

        await Assert.ThrowsAnyAsync<Exception>(async () => await MqttClient.ConnectAsync(Options(host, certificates)));
        await Assert.ThrowsAnyAsync<Exception>(
            async () => await MqttClient.ConnectAsync(Options(host, certificates, own: foreign.Issue("device-7", "device.pem"))));
        Assert.Empty(host.Application.Connected);
    }

    private static Task<MqttHost> StartAsync(MqttTlsOptions options, TimeProvider? time = null) =>
        MqttHost.StartAsync(time: time, listen: listen => listen.UseMqttTls(options));

    private static MqttClientOptions Options(
        MqttHost host,
        TestCertificates certificates,
        List<string>? serials = null,
        string? own = null,
        string clientId = "tls",
        SslProtocols protocols = SslProtocols.None) => host.Options(clientId) with
    {
        KeepAlive = TimeSpan.Zero,
        Tls = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocols,
            ClientCertificates = own is null ? null : [TestCertificates.Load(own)],
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            {
                serials?.Add(certificate!.GetSerialNumberString());
                return certificate!.Issuer == certificates.Authority.Subject;
            },
        },
    };
}

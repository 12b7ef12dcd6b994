using ElderAlert.Mqtt.Listeners;
using ElderAlert.Mqtt.Tests.Support;
using ElderAlert.Tests.Shared;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ElderAlert.Mqtt.Tests.Interop;

/// <summary>A server, and the way of a test's name to it: <c>tcp</c>, <c>tls</c>, <c>ws</c> or <c>wss</c>.</summary>
internal sealed class Transport : IAsyncDisposable
{
    private readonly TestCertificates _certificates;

    private Transport(string name, MqttHost host, TestCertificates certificates)
    {
        Name = name;
        Host = host;
        _certificates = certificates;
    }

    public string Name { get; }

    public MqttHost Host { get; }

    public string Port => $"{(Name is "ws" or "wss" ? Host.HttpPort : Host.Port)}";

    /// <summary>The authority that clients have to trust over TLS.</summary>
    public string AuthorityFile => _certificates.AuthorityFile;

    public static async Task<Transport> StartAsync(string name)
    {
        var certificates = new TestCertificates();
        var file = certificates.Issue("localhost", "server.pem");
        var host = await MqttHost.StartAsync(
            listen: name == "tls" ? options => options.UseMqttTls(new MqttTlsOptions { CertificateFile = file }) : null,
            http: name == "wss" ? options => Secure(options, file) : null);
        return new Transport(name, host, certificates);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _certificates.Dispose();
    }

    private static void Secure(ListenOptions options, string certificate)
    {
        options.Protocols = HttpProtocols.Http1;
        options.UseHttps(TestCertificates.Load(certificate));
    }
}

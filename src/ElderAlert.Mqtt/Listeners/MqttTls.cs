using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElderAlert.Mqtt.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>MQTT over TLS 1.2 and 1.3.</summary>
public static class MqttTls
{
    private static readonly TimeSpan s_handshakeTimeout = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Makes this endpoint speak MQTT over TLS. A client certificate signed by the configured authority reaches the
    /// <see cref="IDeviceAuthenticator"/>; one that is not ends the handshake. Throws when a file cannot be read.
    /// </summary>
    public static ListenOptions UseMqttTls(this ListenOptions listenOptions, MqttTlsOptions options)
    {
        var services = listenOptions.ApplicationServices;
        var certificate = new ReloadingCertificate(
            options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<MqttServer>>());
        var authorities = options.ClientAuthorityFile is { } file ? ReadAuthorities(file) : [];
        listenOptions.Protocols = HttpProtocols.Http1;
        listenOptions.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = s_handshakeTimeout,
            OnConnection = _ => ValueTask.FromResult(OptionsOf(options, certificate, authorities)),
        });
        return listenOptions.UseMqtt();
    }

    /// <summary>
    /// The certificates in a PEM file. Throws <see cref="CryptographicException"/> when there is none, for an authority
    /// that is not there would let in everybody without a certificate.
    /// </summary>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException("there is no certificate in it");
    }

    private static SslServerAuthenticationOptions OptionsOf(
        MqttTlsOptions options, ReloadingCertificate certificate, X509Certificate2Collection authorities) => new()
    {
        ServerCertificateContext = certificate.Current,

        // Where this is null Kestrel offers HTTP's protocols (RFC 7301), and a client that asks for "mqtt" would be turned away.
        ApplicationProtocols = [],
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateRequired = authorities.Count > 0,
        RemoteCertificateValidationCallback = (_, client, _, _) => client is null
            ? !options.RequireClientCertificate
            : IsSigned((X509Certificate2)client, authorities),
    };

    private static bool IsSigned(X509Certificate2 client, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(client);
    }
}

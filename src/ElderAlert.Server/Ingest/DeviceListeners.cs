using System.Security.Cryptography;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ElderAlert.Server.Ingest;

/// <summary>The ports on which devices connect.</summary>
internal static class DeviceListeners
{
    private const string Section = $"{ElderAlertSettings.Root}:{nameof(ElderAlertSettings.Mqtt)}";

    /// <summary>
    /// Opens the listeners for devices. Kestrel then no longer reads its URLs from elsewhere, so that the host adds the console's
    /// listener in code as well.
    /// </summary>
    /// <exception cref="SettingsException">A certificate cannot be used; the sentence names the key.</exception>
    public static void ListenForDevices(this KestrelServerOptions kestrel, MqttOptions mqtt)
    {
        if (mqtt.Port >= 0)
        {
            kestrel.Listen(mqtt.ListenAddress, mqtt.Port, endpoint => endpoint.UseProxy(mqtt).UseMqtt());
        }

        if (mqtt.TlsPort is { } port)
        {
            kestrel.Listen(mqtt.ListenAddress, port, endpoint => endpoint.UseProxy(mqtt).UseTls(mqtt));
        }
    }

    private static ListenOptions UseProxy(this ListenOptions endpoint, MqttOptions mqtt) =>
        mqtt.TrustedProxies is { Length: > 0 } proxies ? endpoint.UseProxyProtocol(proxies) : endpoint;

    private static void UseTls(this ListenOptions endpoint, MqttOptions mqtt)
    {
        if (mqtt.ClientAuthority is { } authority)
        {
            Read(nameof(MqttOptions.ClientAuthority), () => MqttTls.ReadAuthorities(authority));
        }

        Read(nameof(MqttOptions.Certificate), () => endpoint.UseMqttTls(new MqttTlsOptions
        {
            CertificateFile = mqtt.Certificate!,
            KeyFile = mqtt.CertificateKey,
            Password = mqtt.CertificatePassword,
            ClientAuthorityFile = mqtt.ClientAuthority,
            RequireClientCertificate = mqtt.RequireClientCertificate,
            ReloadInterval = TimeSpan.FromSeconds(mqtt.CertificateReloadSeconds),
        }));
    }

    private static void Read<T>(string key, Func<T> read)
    {
        try
        {
            read();
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{Section}:{key} cannot be used: {unreadable.Message}"]);
        }
    }
}

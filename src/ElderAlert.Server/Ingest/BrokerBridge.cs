using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Bridge;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Listeners;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Ingest;

/// <summary>The bridge to a broker that the site already runs.</summary>
internal static class BrokerBridge
{
    private const int PlainPort = 1883;
    private const int TlsPort = 8883;

    /// <summary>Registers the bridge, where one is set. The host has registered the engine before: the bridge starts after it and stops before it.</summary>
    /// <exception cref="SettingsException">The authority cannot be read; the sentence names the key.</exception>
    public static IServiceCollection AddBrokerBridge(this IServiceCollection services, BridgeOptions bridge)
    {
        if (bridge.Host is null)
        {
            return services;
        }

        services.AddSingleton<BridgeSink>().AddSingleton<BridgeLine>();
        return services.AddMqttBridge(
            OptionsOf(bridge, bridge.Host), provider => provider.GetRequiredService<BridgeSink>(), provider => provider.GetRequiredService<BridgeLine>());
    }

    private static MqttBridgeOptions OptionsOf(BridgeOptions bridge, string host) => new()
    {
        Broker = new MqttClientOptions
        {
            Host = host,
            Port = bridge.Port ?? (bridge.Tls ? TlsPort : PlainPort),
            Tls = bridge.Tls ? TlsOf(bridge.Authority) : null,
            Version = bridge.Version == "5.0" ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311,
            ClientId = bridge.ClientId,
            UserName = bridge.User,
            Password = bridge.Password is { } password ? Encoding.UTF8.GetBytes(password) : null,
        },
        Subscriptions = [.. SettingsList.Of(bridge.Topics).Select(filter => new SubscriptionRequest(filter))],
        Identity = bridge.Gateway!,
    };

    private static SslClientAuthenticationOptions TlsOf(string? authority)
    {
        if (authority is null)
        {
            return new SslClientAuthenticationOptions();
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.AddRange(MqttTls.ReadAuthorities(authority));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{ElderAlertSettings.Root}:Mqtt:Bridge:Authority cannot be used: {unreadable.Message}"]);
        }

        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}

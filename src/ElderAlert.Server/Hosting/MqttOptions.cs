using System.Net;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Mqtt</c>: where devices connect, and how they show who they are.</summary>
internal sealed record MqttOptions
{
    /// <summary>IP address that both listeners bind to: 127.0.0.1 (default), 0.0.0.0 for every interface, or one of the machine's.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port without TLS; 0 takes a free one, -1 opens none. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Port with TLS, usually 8883; needs <see cref="Certificate"/>. Default none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>PKCS#12 file (.pfx) with the server's certificate and key, or a PEM file with the certificate and its chain.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the private key. Default: the key is in <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Password of the PKCS#12 file or of the encrypted key, where it has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>
    /// How often, at most, a handshake looks for a renewed certificate, in seconds. Connections that stand keep the former. Default 60.
    /// </summary>
    public int CertificateReloadSeconds { get; init; } = 60;

    /// <summary>
    /// PEM file with the authorities that sign devices' certificates. A device that shows one needs no key: its common name or a DNS name
    /// in it is the device's id. Default: devices show none.
    /// </summary>
    public string? ClientAuthority { get; init; }

    /// <summary>Ends the TLS handshake of a device without certificate; the port without TLS is not concerned. Default false.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>
    /// Networks of the load balancer, for example <c>10.0.0.0/24, fd00::/8</c>. With them every connection to both ports has to begin
    /// with a PROXY protocol header (version 2), and one from elsewhere is closed. Default: no load balancer, no header.
    /// </summary>
    public string? ProxyNetworks { get; init; }

    /// <summary>
    /// Connections from one address, loopback excepted; more are closed at once, and operators see it. 0: any number, where a balancer without
    /// a PROXY header or a container's network makes all devices come from one address. Default 2,000: a mobile network puts many behind one.
    /// </summary>
    public int ConnectionsPerAddress { get; init; } = 2_000;

    /// <summary>MQTT over WebSocket at <c>/mqtt</c> of the HTTP port. Default true.</summary>
    public bool WebSocket { get; init; } = true;

    /// <summary>A broker that the site already runs, and from which signals are taken. Default none.</summary>
    public BridgeOptions Bridge { get; init; } = new();

    /// <summary><see cref="Address"/> parsed.</summary>
    public IPAddress ListenAddress => IPAddress.Parse(Address);

    /// <summary><see cref="ProxyNetworks"/> parsed; empty: no load balancer.</summary>
    public IPNetwork[] TrustedProxies => [.. SettingsList.Of(ProxyNetworks).Select(IPNetwork.Parse)];

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section) =>
        [.. ValidatePorts(section), .. ValidateTls(section), .. Bridge.Validate($"{section}:{nameof(Bridge)}")];

    private IEnumerable<string> ValidatePorts(string section)
    {
        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"{section}:Address must be an IP address, for example 0.0.0.0 for every interface.";
        }

        if (Port is < -1 or > 65_535)
        {
            yield return $"{section}:Port must be between 0 and 65535, or -1 for none.";
        }

        if (TlsPort is < 0 or > 65_535)
        {
            yield return $"{section}:TlsPort must be between 0 and 65535.";
        }

        if (ConnectionsPerAddress is < 0 or > 1_000_000)
        {
            yield return $"{section}:ConnectionsPerAddress must be between 1 and 1000000, or 0 for any number.";
        }

        if (Port == -1 && TlsPort is null && !WebSocket && !Bridge.IsSet)
        {
            yield return $"{section}:Port is -1, {section}:TlsPort and {section}:Bridge:Host are not set and {section}:WebSocket is off: no device could connect.";
        }

        if (SettingsList.Of(ProxyNetworks).Any(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return $"{section}:ProxyNetworks must be networks separated by commas, for example 10.0.0.0/24, fd00::/8.";
        }
    }

    private IEnumerable<string> ValidateTls(string section)
    {
        if (TlsPort is not null && Certificate is null)
        {
            yield return $"{section}:Certificate is missing; {section}:TlsPort needs it.";
        }

        var files = new[]
        {
            (nameof(Certificate), Certificate), (nameof(CertificateKey), CertificateKey), (nameof(ClientAuthority), ClientAuthority),
        };
        foreach (var (key, _) in files.Where(file => file.Item2 is not null && !File.Exists(file.Item2)))
        {
            yield return $"{section}:{key} names a file that does not exist.";
        }

        if (CertificateReloadSeconds is < 1 or > 86_400)
        {
            yield return $"{section}:CertificateReloadSeconds must be between 1 and 86400.";
        }

        if (ClientAuthority is not null && TlsPort is null)
        {
            yield return $"{section}:TlsPort is missing; {section}:ClientAuthority needs it, for certificates are shown in TLS.";
        }

        if (RequireClientCertificate && ClientAuthority is null)
        {
            yield return $"{section}:ClientAuthority is missing; {section}:RequireClientCertificate needs it.";
        }
    }
}

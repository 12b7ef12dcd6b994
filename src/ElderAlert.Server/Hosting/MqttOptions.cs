using System.Net;

namespace ElderAlert.Server.Hosting;

/// <summary>Section <c>ElderAlert:Mqtt</c>: where devices connect.</summary>
internal sealed record MqttOptions
{
    /// <summary>IP address that both listeners bind to: 127.0.0.1 (default), 0.0.0.0 for every interface, or one of the machine's.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port without TLS; 0 takes a free one, -1 opens none. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Port with TLS, usually 8883; needs <see cref="Certificate"/>. Default none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>PKCS#12 file (.pfx) with the server's certificate and key, or a PEM file holding both.</summary>
    public string? Certificate { get; init; }

    /// <summary>Password of the PKCS#12 file, where it has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary><see cref="Address"/> parsed.</summary>
    public IPAddress ListenAddress => IPAddress.Parse(Address);

    /// <summary>What is wrong, a sentence a key; empty when all is well.</summary>
    public IEnumerable<string> Validate(string section)
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

        if (TlsPort is not null && Certificate is null)
        {
            yield return $"{section}:Certificate is missing; {section}:TlsPort needs it.";
        }

        if (Certificate is not null && !File.Exists(Certificate))
        {
            yield return $"{section}:Certificate names a file that does not exist.";
        }

        if (Port == -1 && TlsPort is null)
        {
            yield return $"{section}:Port is -1 and {section}:TlsPort is not set: no device could connect.";
        }
    }
}

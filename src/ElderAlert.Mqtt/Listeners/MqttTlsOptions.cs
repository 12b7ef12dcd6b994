namespace ElderAlert.Mqtt.Listeners;

/// <summary>How a TLS listener identifies itself and its clients.</summary>
public sealed record MqttTlsOptions
{
    /// <summary>The server's certificate: a PFX file, or PEM with the chain behind the certificate.</summary>
    public required string CertificateFile { get; init; }

    /// <summary>The private key in PEM; null: it is inside <see cref="CertificateFile"/>.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Password of a PFX or of an encrypted key; null: none.</summary>
    public string? Password { get; init; }

    /// <summary>Certificates of authorities, in PEM, that may sign client certificates; null: clients show none.</summary>
    public string? ClientAuthorityFile { get; init; }

    /// <summary>True: a client without certificate is refused. Default false.</summary>
    public bool RequireClientCertificate { get; init; }

    /// <summary>How often, at most, the files are looked at for a newer certificate. Default a minute.</summary>
    public TimeSpan ReloadInterval { get; init; } = TimeSpan.FromMinutes(1);
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Ingest;

/// <summary>The certificate that the TLS listener for devices shows.</summary>
internal static class DeviceCertificate
{
    private const string Key = $"{ElderAlertSettings.Root}:Mqtt:Certificate";

    /// <summary>Reads a PKCS#12 file, or a PEM file with certificate and key.</summary>
    /// <exception cref="SettingsException">It cannot be read or has no private key; the sentence names the key.</exception>
    public static X509Certificate2 Load(MqttOptions options)
    {
        var file = options.Certificate!;
        try
        {
            var certificate = Path.GetExtension(file).ToLowerInvariant() is ".pfx" or ".p12"
                ? X509CertificateLoader.LoadPkcs12FromFile(file, options.CertificatePassword)
                : X509Certificate2.CreateFromPemFile(file);
            return certificate.HasPrivateKey ? certificate : throw new SettingsException([$"{Key} holds no private key."]);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{Key} cannot be read: {unreadable.Message}"]);
        }
    }
}

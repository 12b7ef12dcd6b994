using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ElderAlert.Mqtt.Server;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Listeners;

/// <summary>
/// The certificate for the next handshake. A renewed file is taken up without dropping a connection; one that cannot be
/// read is logged and the former stays in use.
/// </summary>
internal sealed class ReloadingCertificate
{
    private readonly MqttTlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _sync = new();
    private SslStreamCertificateContext _current;
    private (DateTime Certificate, DateTime Key) _written;
    private long _checked;

    /// <summary>Loads the certificate; throws when it cannot be read.</summary>
    public ReloadingCertificate(MqttTlsOptions options, TimeProvider time, ILogger logger)
    {
        (_options, _time, _logger) = (options, time, logger);
        _written = LastWrite();
        _checked = time.GetTimestamp();
        _current = Load();
    }

    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_sync)
            {
                if (_time.GetElapsedTime(_checked) >= _options.ReloadInterval)
                {
                    _checked = _time.GetTimestamp();
                    Refresh();
                }

                return _current;
            }
        }
    }

    private void Refresh()
    {
        try
        {
            var written = LastWrite();
            if (written != _written)
            {
                _current = Load();
                _written = written;
                Log.CertificateReloaded(_logger, _options.CertificateFile, _current.TargetCertificate.NotAfter);
            }
        }
        catch (Exception exception) when (exception is IOException or CryptographicException or UnauthorizedAccessException)
        {
            Log.CertificateNotReloaded(_logger, exception, _options.CertificateFile);
        }
    }

    /// <summary>Of each: one of two files that were copied with their times may be replaced by a newer one that is older than the other.</summary>
    private (DateTime Certificate, DateTime Key) LastWrite()
    {
        var certificate = WrittenAt(_options.CertificateFile);
        return (certificate, _options.KeyFile is { } key ? WrittenAt(key) : certificate);
    }

    /// <summary>Of the file itself: a link keeps its own time, wherever it leads meanwhile.</summary>
    private static DateTime WrittenAt(string file) =>
        File.GetLastWriteTimeUtc(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);

    private SslStreamCertificateContext Load()
    {
        var chain = new X509Certificate2Collection();
        if (X509Certificate2.GetCertContentType(_options.CertificateFile) == X509ContentType.Pfx)
        {
            chain.AddRange(X509CertificateLoader.LoadPkcs12CollectionFromFile(_options.CertificateFile, _options.Password));
            return SslStreamCertificateContext.Create(chain.First(certificate => certificate.HasPrivateKey), chain, offline: true);
        }

        chain.ImportFromPemFile(_options.CertificateFile);
        var key = _options.KeyFile ?? _options.CertificateFile;
        var own = _options.Password is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(_options.CertificateFile, password, key)
            : X509Certificate2.CreateFromPemFile(_options.CertificateFile, key);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }
}

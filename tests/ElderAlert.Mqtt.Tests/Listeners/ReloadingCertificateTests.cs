using ElderAlert.Mqtt.Listeners;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Mqtt.Tests.Listeners;

public sealed class ReloadingCertificateTests : IDisposable
{
    private static readonly DateTime s_issued = new(2026, 11, 21, 3, 0, 0, DateTimeKind.Utc);
    private readonly TestCertificates _certificates = new();
    private readonly FakeClock _time = new();

    public void Dispose() => _certificates.Dispose();

    /// <summary>A clock that was ahead at the start and was put right must not keep the server at a certificate that runs out.</summary>
    [Fact]
    public void Current_ClockWasPutBack_RenewedCertificateIsTakenUp()
    {
        var certificate = Open(new MqttTlsOptions { CertificateFile = Issue("server.pem", s_issued) });
        _time.PutBack(TimeSpan.FromDays(365));
        Issue("server.pem", s_issued.AddDays(60));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("02", SerialOf(certificate));
    }

    /// <summary>Files that are copied keep their times: a renewed certificate may be older than the copy of the key beside it.</summary>
    [Fact]
    public void Current_RenewedCertificateOlderThanTheKeysFile_IsTakenUp()
    {
        var options = new MqttTlsOptions { CertificateFile = Issue("server.pem", s_issued) };
        options = options with { KeyFile = CopyOf(options.CertificateFile) };
        var certificate = Open(options);
        Issue("server.pem", s_issued.AddDays(60));
        CopyOf(options.CertificateFile);

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("02", SerialOf(certificate));
    }

    /// <summary>Secrets that are mounted into a container are renewed so: the link to their folder changes, and the link at the file's place does not.</summary>
    [Fact]
    public void Current_RenewedBehindALink_IsTakenUp()
    {
        var first = Issue("first.pem", s_issued);
        var folder = Path.GetDirectoryName(first)!;
        Move(first, "v1");
        var data = Path.Combine(folder, "data");
        Directory.CreateSymbolicLink(data, "v1");
        var file = Path.Combine(folder, "server.pem");
        File.CreateSymbolicLink(file, Path.Combine("data", "server.pem"));
        var certificate = Open(new MqttTlsOptions { CertificateFile = file });

        Move(Issue("second.pem", s_issued.AddDays(60)), "v2");
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "v2");
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("02", SerialOf(certificate));

        void Move(string issued, string version)
        {
            Directory.CreateDirectory(Path.Combine(folder, version));
            File.Move(issued, Path.Combine(folder, version, "server.pem"));
        }
    }

    private ReloadingCertificate Open(MqttTlsOptions options) => new(options, _time, NullLogger.Instance);

    private static string SerialOf(ReloadingCertificate certificate) => certificate.Current.TargetCertificate.SerialNumber;

    private string Issue(string file, DateTime at)
    {
        var path = _certificates.Issue("localhost", file);
        File.SetLastWriteTimeUtc(path, at);
        return path;
    }

    /// <summary>The key's file, whose time is later than any certificate's.</summary>
    private static string CopyOf(string file)
    {
        var key = file + ".key";
        File.Copy(file, key, overwrite: true);
        File.SetLastWriteTimeUtc(key, s_issued.AddDays(365));
        return key;
    }
}

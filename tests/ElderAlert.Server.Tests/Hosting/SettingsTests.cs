using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ElderAlert.Engine;
using ElderAlert.Engine.Watch;
using ElderAlert.Server.Hosting;
using Microsoft.Extensions.Configuration;

namespace ElderAlert.Server.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDocumentedDefaults()
    {
        var settings = Read();

        Assert.Equal("data", settings.Storage.Path);
        Assert.Equal("http://127.0.0.1:8080", settings.Server.ListenUrl);
        Assert.Equal(("127.0.0.1", 1883, null), (settings.Mqtt.Address, settings.Mqtt.Port, settings.Mqtt.TlsPort));
        Assert.Equal(TimeSpan.FromSeconds(15), settings.Server.ConsoleSilent);
        Assert.False(settings.Influx.IsConfigured);
        Assert.False(settings.Twilio.IsSet);
    }

    [Theory]
    [InlineData("Server:Prot", "1", "ElderAlert:Server:Prot is not a setting; ElderAlert:Server knows Port, ")]
    [InlineData("Sever:Port", "1", "ElderAlert:Sever is not a setting; ElderAlert knows the sections ")]
    [InlineData("Server", "1", "ElderAlert:Server is a section")]
    [InlineData("Server:Port:Number", "1", "ElderAlert:Server:Port is a single value")]
    [InlineData("Server:Port", "eighty", "ElderAlert:Server:Port must be a whole number.")]
    [InlineData("Server:Port", "70000", "ElderAlert:Server:Port must be between 0 and 65535.")]
    [InlineData("Server:Url", "https://0.0.0.0:8443", "ElderAlert:Server:Url must be an http address")]
    [InlineData("Server:Url", "http://example.org", "ElderAlert:Server:Url must be an http address")]
    [InlineData("Server:PublicUrl", "alert.example.org", "ElderAlert:Server:PublicUrl must be an absolute")]
    [InlineData("Server:PublicUrl", "https://city.example.org/alert", "ElderAlert:Server:PublicUrl must be an absolute http or https address without a path")]
    [InlineData("Server:PublicUrl", "https://city.example.org/?centre=1", "ElderAlert:Server:PublicUrl must be an absolute http or https address without a path")]
    [InlineData("Twilio:BaseUrl", "https://proxy.example.org/twilio", "ElderAlert:Twilio:BaseUrl must be an absolute http or https address without a path")]
    [InlineData("Server:ConsoleSilentSeconds", "5", "ElderAlert:Server:ConsoleSilentSeconds must be between 6")]
    [InlineData("Server:ForwardedHeaders", "yes please", "ElderAlert:Server:ForwardedHeaders must be true or false.")]
    [InlineData("Mqtt:Address", "everywhere", "ElderAlert:Mqtt:Address must be an IP address")]
    [InlineData("Mqtt:TlsPort", "8883", "ElderAlert:Mqtt:Certificate is missing")]
    [InlineData("Mqtt:Certificate", "/nowhere.pem", "ElderAlert:Mqtt:Certificate names a file that does not exist.")]
    [InlineData("Mqtt:CertificateKey", "/nowhere.pem", "ElderAlert:Mqtt:CertificateKey names a file that does not exist.")]
    [InlineData("Mqtt:CertificateReloadSeconds", "0", "ElderAlert:Mqtt:CertificateReloadSeconds must be between 1 and 86400.")]
    [InlineData("Mqtt:ClientAuthority", "/nowhere.pem", "ElderAlert:Mqtt:TlsPort is missing; ElderAlert:Mqtt:ClientAuthority needs it")]
    [InlineData("Mqtt:RequireClientCertificate", "true", "ElderAlert:Mqtt:ClientAuthority is missing")]
    [InlineData("Mqtt:ProxyNetworks", "10.0.0.1/8/9", "ElderAlert:Mqtt:ProxyNetworks must be networks separated by commas")]
    [InlineData("Mqtt:ConnectionsPerAddress", "-1", "ElderAlert:Mqtt:ConnectionsPerAddress must be between 1 and 1000000, or 0")]
    [InlineData("Mqtt:Bridge", "mosquitto", "ElderAlert:Mqtt:Bridge is a section")]
    [InlineData("Mqtt:Bridge:Hots", "mosquitto", "ElderAlert:Mqtt:Bridge:Hots is not a setting; ElderAlert:Mqtt:Bridge knows Host, ")]
    [InlineData("Mqtt:Bridge:User", "secret", "ElderAlert:Mqtt:Bridge:Host is missing")]
    [InlineData("Mqtt:Bridge:Host", "mosquitto", "ElderAlert:Mqtt:Bridge:Gateway is missing")]
    [InlineData("Storage:PostgreSql", "Host=db", "ElderAlert:Storage:PostgreSql is not available")]
    [InlineData("Storage:MasterKey", "short", "ElderAlert:Storage:MasterKey must be base64 of 32")]
    [InlineData("Influx:Database", "ea", "ElderAlert:Influx:Url is missing")]
    [InlineData("Influx:QueryLanguage", "Flux", "ElderAlert:Influx:QueryLanguage must be InfluxQL or MetricsQL.")]
    [InlineData("Twilio:AccountSid", "AC1", "ElderAlert:Twilio:AccountSid must be AC")]
    [InlineData("Twilio:AuthToken", "secret", "ElderAlert:Server:PublicUrl is missing")]
    [InlineData("Auth:SessionHours", "0", "ElderAlert:Auth:SessionHours must be between 1 and 720.")]
    [InlineData("Engine:AuditSeconds", "0", "ElderAlert:Engine:AuditSeconds must be between 1 and 20.")]
    [InlineData("Engine:AuditSeconds", "often", "ElderAlert:Engine:AuditSeconds must be a whole number.")]
    [InlineData("Engine:OverdueSeconds", "601", "ElderAlert:Engine:OverdueSeconds must be between 5 and 600.")]
    [InlineData("Engine:ClockStuckSeconds", "2", "ElderAlert:Engine:ClockStuckSeconds must be between 3 and 60.")]
    [InlineData("Engine:AuditInterval", "5", "ElderAlert:Engine:AuditInterval is not a setting; ElderAlert:Engine knows AuditSeconds, ")]
    [InlineData("Watch:LookSeconds", "0", "ElderAlert:Watch:LookSeconds must be between 1 and 20.")]
    [InlineData("Watch:SaveSeconds", "-1", "ElderAlert:Watch:SaveSeconds must be between 1 and 300.")]
    [InlineData("Watch:ReconnectSeconds", "0", "ElderAlert:Watch:ReconnectSeconds must be between 1 and 3600.")]
    [InlineData("Watch:HallSeconds", "601", "ElderAlert:Watch:HallSeconds must be between 1 and 600.")]
    public void Read_WrongSetting_IsRefusedWithASentenceThatNamesIt(string key, string value, string sentence)
    {
        var refused = Assert.Throws<SettingsException>(() => Read((key, value)));

        Assert.Contains(refused.Problems, p => p.Contains(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TimesOfEngineAndWatch_AreTheirDefaultsOrWhatIsSaid()
    {
        var settings = Read(("Engine:OverdueSeconds", "45"), ("Watch:LookSeconds", "2"));

        Assert.Equal(new EngineOptions { OverdueAfter = TimeSpan.FromSeconds(45) }, settings.Engine.ToOptions());
        Assert.Equal(new WatchOptions { Look = TimeSpan.FromSeconds(2) }, settings.Watch.ToOptions());
    }

    [Theory]
    [InlineData("Port", "0", "Port must be between 1 and 65535.")]
    [InlineData("ClientId", " ", "ClientId must not be empty")]
    [InlineData("Version", "3.1", "Version must be 5.0 or 3.1.1.")]
    [InlineData("Topics", "a/#/b", "Topics must be topic filters separated by commas")]
    [InlineData("Topics", ",", "Topics must be topic filters separated by commas")]
    [InlineData("Authority", "/nowhere.pem", "Authority names a file that does not exist.")]
    [InlineData("Authority", "/nowhere.pem", "Tls must be true where ElderAlert:Mqtt:Bridge:Authority is set.")]
    public void Read_WrongBridge_IsRefusedWithASentenceThatNamesIt(string key, string value, string sentence)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(
            ("Mqtt:Bridge:Host", "broker"), ("Mqtt:Bridge:Gateway", "hub"), ($"Mqtt:Bridge:{key}", value)));

        Assert.Contains(refused.Problems, p => p.StartsWith($"ElderAlert:Mqtt:Bridge:{sentence}", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_NoWayIn_IsRefused()
    {
        var refused = Assert.Throws<SettingsException>(() => Read(("Mqtt:Port", "-1"), ("Mqtt:WebSocket", "false")));

        Assert.Contains("no device could connect", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Lists_AreSeparatedByCommas()
    {
        var settings = Read(("Mqtt:ProxyNetworks", "10.0.0.0/24, fd00::/8"));

        Assert.Equal(["10.0.0.0/24", "fd00::/8"], settings.Mqtt.TrustedProxies.Select(network => $"{network}"));
    }

    [Fact]
    public void Read_SeveralWrongSettings_NamesEachAtOnce()
    {
        var refused = Assert.Throws<SettingsException>(() => Read(("Server:Port", "x"), ("Mqtt:Port", "y"), ("Colour", "blue")));

        Assert.Equal(3, refused.Problems.Count);
    }

    [Fact]
    public async Task Process_WithAWrongSetting_StopsWithCode2AndOneSentence()
    {
        var (code, error) = await RunAsync(("Mqtt__Port", "eighteen"));

        Assert.Equal(ServerHost.ExitCannotStart, code);
        Assert.Equal("ElderAlert:Mqtt:Port must be a whole number.", error.Trim());
    }

    [Fact]
    public async Task Process_WhosePortIsTaken_StopsWithCode2AndOneSentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("elderalert-test-");

        var (code, error) = await RunAsync(
            ("Server__Port", ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)),
            ("Mqtt__Port", "0"),
            ("Storage__Path", folder.FullName));

        Assert.Equal(ServerHost.ExitCannotStart, code);
        Assert.Contains("address already in use", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<(int Code, string Output)> RunAsync(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ElderAlert.Server.dll")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (key, value) in settings)
        {
            start.Environment[$"ElderAlert__{key}"] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + error);
    }

    private static ElderAlertSettings Read(params (string Key, string Value)[] settings) => ElderAlertSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"ElderAlert:{s.Key}", (string?)s.Value))).Build());
}

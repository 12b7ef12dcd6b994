using System.Diagnostics;
using System.Text.RegularExpressions;
using ElderAlert.Influx;
using ElderAlert.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using YamlDotNet.RepresentationModel;

namespace ElderAlert.Server.Tests.Deployment;

public sealed partial class ComposeFileTests
{
    private static readonly string[] TwilioKeys = ["BaseUrl", "AccountSid", "AuthToken", "From", "MessagingServiceSid"];

    private readonly ComposeFile _compose = new();

    [Fact]
    public void Services_All_AreTheHouse() =>
        Assert.Equal(["broker", "grafana", "influxdb", "postgresql", "server"], _compose.Services.Select(service => service.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Services_Each_HasHealthCheckRestartPolicyAndPinnedImage() => Assert.All(_compose.Services, service =>
    {
        Assert.NotEmpty(ComposeFile.Items((YamlMappingNode)service.Node["healthcheck"], "test"));
        Assert.Equal("unless-stopped", service.Node["restart"].ToString());
        if (!service.Node.Children.ContainsKey("build"))
        {
            Assert.Matches(@":\d", service.Node["image"].ToString());
        }
    });

    [Fact]
    public void Environment_EverySecret_ComesFromOutside()
    {
        var secrets = _compose.Environment.Where(entry => Secret().IsMatch(entry.Key)).ToList();
        Assert.True(secrets.Count >= 9);
        Assert.All(secrets, secret =>
        {
            var (_, rest) = Assert.Single(ComposeFile.Variables(secret.Value));
            Assert.True(secret.Value[0] == '$' && (rest == ":-" || rest.StartsWith(":?", StringComparison.Ordinal)), $"{secret.Service}: {secret.Key} has a value of its own");
        });
    }

    [Fact]
    public void Environment_RequiredVariable_SaysWhatIsMissing() => Assert.All(
        _compose.Environment.SelectMany(entry => ComposeFile.Variables(entry.Value)).Where(variable => variable.Suffix.StartsWith(":?", StringComparison.Ordinal)),
        variable => Assert.StartsWith($":?{variable.Name} is missing; put ", variable.Suffix, StringComparison.Ordinal));

    [Fact]
    public void Variables_All_AreExplainedInTheExample()
    {
        var text = File.ReadAllText(Path.Combine(_compose.Root, "docker-compose.yml"));
        Assert.Equal(
            ComposeFile.Variables(text).Select(variable => variable.Name).Distinct().Order(StringComparer.Ordinal),
            _compose.Example().Keys.Order(StringComparer.Ordinal));
        Assert.All(_compose.Example(), entry => Assert.True(!Secret().IsMatch(entry.Key) || entry.Value.Length == 0, $"{entry.Key} has a value in .env.example"));
    }

    [Fact]
    public void ServerEnvironment_FilledIn_IsAcceptedByTheServer()
    {
        var values = _compose.Example();
        values["INFLUX_TOKEN"] = "0123456789abcdef";
        var settings = ServerSettings(values);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var read = ElderAlertSettings.Read(configuration);
        Assert.Equal("http://localhost:8080/", read.Server.PublicUrl?.ToString());
        Assert.Equal("0.0.0.0", read.Mqtt.Address);
        Assert.Equal("/data", read.Storage.Path);

        var problems = new List<string>();
        var influx = SettingsBinder.Bind<InfluxOptions>(configuration.GetSection("ElderAlert:Influx"), problems);
        Assert.Empty(problems);
        Assert.Empty(influx.Validate());
        Assert.True(influx.IsConfigured);
        Assert.All(settings.Keys.Where(key => key.StartsWith("ElderAlert:Twilio:", StringComparison.Ordinal)), key => Assert.Contains(key.Split(':')[2], TwilioKeys));
    }

    [Fact]
    public void InfluxDb_ServerAndGrafana_MeanTheSameBucketAndToken()
    {
        var environment = _compose.Environment.ToDictionary(entry => (entry.Service, entry.Key), entry => entry.Value);
        Assert.Equal(environment[("influxdb", "DOCKER_INFLUXDB_INIT_BUCKET")], environment[("server", "ElderAlert__Influx__Bucket")]);
        Assert.Equal(environment[("influxdb", "DOCKER_INFLUXDB_INIT_BUCKET")], environment[("grafana", "INFLUX_BUCKET")]);
        Assert.Equal(environment[("influxdb", "DOCKER_INFLUXDB_INIT_ORG")], environment[("server", "ElderAlert__Influx__Org")]);
        Assert.Equal(environment[("influxdb", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN")], environment[("server", "ElderAlert__Influx__Token")]);
        Assert.Equal(environment[("influxdb", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN")], environment[("grafana", "INFLUX_TOKEN")]);

        var datasource = File.ReadAllText(Path.Combine(_compose.Root, "dashboards/grafana/provisioning/datasources/influxdb.yml"));
        Assert.Contains("dbName: $INFLUX_BUCKET", datasource, StringComparison.Ordinal);
        Assert.Contains("httpHeaderValue1: Token $INFLUX_TOKEN", datasource, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_Named_AreDeclaredAndUsed_AndFoldersExist()
    {
        var sources = _compose.Services.SelectMany(service => ComposeFile.Items(service.Node, "volumes")).Select(volume => volume.Split(':')[0]).ToList();
        Assert.Equal(
            ComposeFile.Entries(_compose.Document, "volumes").Select(volume => volume.Key).Order(StringComparer.Ordinal),
            sources.Where(source => source[0] != '.').Order(StringComparer.Ordinal));
        Assert.All(sources.Where(source => source[0] == '.'), source => Assert.True(Directory.Exists(Path.Combine(_compose.Root, source)), source));
        Assert.True(File.Exists(Path.Combine(_compose.Root, _compose.Service("server")["build"]["dockerfile"].ToString())));
    }

    [Fact]
    public void Ports_ByDefault_AreOpenToThisMachineOnly() => Assert.All(
        _compose.Services.SelectMany(service => ComposeFile.Items(service.Node, "ports")),
        port => Assert.StartsWith("127.0.0.1:", ComposeFile.Interpolate(port, new Dictionary<string, string>()), StringComparison.Ordinal));

    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 1)]
    public async Task ServerHealthCheck_RunInBash_FollowsTheStatus(int status, int exitCode)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "the check is for the container's bash, which this machine has not");
        await using var server = await AnswerAsync("/health/ready", status);
        Assert.Equal(exitCode, await RunHealthCheckAsync(new Uri(server.Urls.First()).Port));

        await server.StopAsync();
        Assert.NotEqual(0, await RunHealthCheckAsync(new Uri(server.Urls.First()).Port));
    }

    private async Task<int> RunHealthCheckAsync(int port)
    {
        var test = ComposeFile.Items((YamlMappingNode)_compose.Service("server")["healthcheck"], "test").ToArray();
        Assert.Equal(["CMD", "bash", "-c"], test[..3]);
        var command = ComposeFile.Interpolate(test[3], new Dictionary<string, string>()).Replace("8080", $"{port}", StringComparison.Ordinal);
        using var check = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command]) { RedirectStandardError = true, UseShellExecute = false })!;
        await check.WaitForExitAsync();
        return check.ExitCode;
    }

    private static async Task<WebApplication> AnswerAsync(string path, int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet(path, () => Results.StatusCode(status));
        await app.StartAsync();
        return app;
    }

    /// <summary>What the server's container has, image and compose file together.</summary>
    private Dictionary<string, string?> ServerSettings(IReadOnlyDictionary<string, string> values)
    {
        var image = Setting().Matches(File.ReadAllText(Path.Combine(_compose.Root, "src/ElderAlert.Server/Dockerfile")))
            .Select(match => (Key: match.Groups["key"].Value, Value: match.Groups["value"].Value));
        var compose = _compose.Environment.Where(entry => entry.Service == "server")
            .Select(entry => (entry.Key, Value: ComposeFile.Interpolate(entry.Value, values)));
        return image.Concat(compose).ToDictionary(entry => entry.Key.Replace("__", ":", StringComparison.Ordinal), entry => (string?)entry.Value);
    }

    [GeneratedRegex("PASSWORD|TOKEN|Token|AuthToken|Sid|SID|SECRET|__From|_FROM", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<key>ElderAlert__\w+)=(?<value>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}

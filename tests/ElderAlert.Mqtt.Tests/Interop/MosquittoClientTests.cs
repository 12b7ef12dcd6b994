using System.Globalization;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;
using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Interop;

/// <summary>mosquitto_pub and mosquitto_sub against the server.</summary>
public sealed class MosquittoClientTests
{
    private const string Pub = "/usr/bin/mosquitto_pub";
    private const string Sub = "/usr/bin/mosquitto_sub";

    public static MatrixTheoryData<string, string, int> Ways => new(["tcp", "tls"], ["mqttv311", "mqttv5"], [0, 1, 2]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Mosquitto_PublishedAndSubscribed_Arrives(string transport, string version, int qos)
    {
        ToolProcess.Require(Pub);
        await using var server = await Transport.StartAsync(transport);
        var level = qos.ToString(CultureInfo.InvariantCulture);
        string[] way = ["-h", "localhost", "-p", server.Port, "-V", version, .. transport == "tls" ? ["--cafile", server.AuthorityFile, "--tls-alpn", "mqtt"] : Array.Empty<string>()];
        using var subscriber = ToolProcess.Start(
            Sub, [.. way, "-i", "s", "-t", "home/+/alarm", "-q", level, "-C", "3", "-F", "%t %q %p"]);
        await Eventually.TrueAsync(() => server.Host.Server.Router.SubscriptionCount == 1);

        for (var i = 0; i < 3; i++)
        {
            var (exitCode, output) = await ToolProcess.RunAsync(
                Pub, [.. way, "-i", "p", "-t", "home/1/alarm", "-q", level, "-m", $"fall {i}"]);
            Assert.True(exitCode == 0, output);
        }

        await Eventually.TrueAsync(() => subscriber.Output.Contains("fall 2", StringComparison.Ordinal));
        Assert.Equal(
            string.Concat(Enumerable.Range(0, 3).Select(i => $"home/1/alarm {qos} fall {i}\n")),
            subscriber.Output.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
    }

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv5")]
    public async Task Mosquitto_WrongPassword_ToldSo(string version)
    {
        ToolProcess.Require(Pub);
        await using var host = await MqttHost.StartAsync();
        host.Application.Authenticate = _ => AuthenticationResult.Refused(ReasonCode.NotAuthorized, "wrong key");

        var (exitCode, output) = await ToolProcess.RunAsync(
            Pub, "-p", $"{host.Port}", "-V", version, "-t", "a", "-m", "x", "-u", "d1", "-P", "wrong");

        Assert.NotEqual(0, exitCode);
        Assert.Contains("not authori", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Mosquitto_RetainedWillAndProperties_Kept()
    {
        ToolProcess.Require(Pub);
        await using var host = await MqttHost.StartAsync();
        var (exitCode, output) = await ToolProcess.RunAsync(
            Pub, "-p", $"{host.Port}", "-V", "mqttv5", "-t", "state", "-r", "-q", "1", "-m", "on",
            "-D", "publish", "user-property", "room", "bath", "-D", "publish", "content-type", "text/plain");
        Assert.True(exitCode == 0, output);

        var received = await ToolProcess.RunAsync(
            Sub, "-p", $"{host.Port}", "-V", "mqttv5", "-t", "state", "-C", "1", "-F", "%r %p %C %P");

        Assert.Equal("1 on text/plain room:bath", received.Output.Trim());
    }

    [Fact]
    public async Task Mosquitto_TenThousandAtQoS1_AllAcknowledged()
    {
        ToolProcess.Require(Pub);
        await using var host = await MqttHost.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 10_000).Select(i => $"message {i}"));

        var (exitCode, output) = await ToolProcess.RunAsync(
            "/bin/sh", "-c", $"{Pub} -p {host.Port} -t many -q 1 -l < {file}");

        File.Delete(file);
        Assert.True(exitCode == 0, output);
        Assert.Equal(10_000, host.Application.PublishesWaiting);
    }
}

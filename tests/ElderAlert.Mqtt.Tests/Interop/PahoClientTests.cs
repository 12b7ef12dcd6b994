using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Interop;

/// <summary>python3-paho-mqtt against the server.</summary>
public sealed class PahoClientTests
{
    [Theory]
    [InlineData("311", "tcp")]
    [InlineData("5", "tcp")]
    [InlineData("311", "websockets")]
    [InlineData("5", "websockets")]
    public async Task Paho_AllQoSAndWill_AsPromised(string version, string transport)
    {
        ToolProcess.Require("/usr/lib/python3/dist-packages/paho");
        await using var host = await MqttHost.StartAsync();

        var port = transport == "tcp" ? host.Port : host.HttpPort;
        var (exitCode, output) = await ToolProcess.RunAsync(
            "/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Interop", "paho_client.py"), $"{port}", version, transport);

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            $"acknowledged 60\nqos 0 True\nqos 1 True\nqos 2 True\nwill {(transport == "tcp" ? "True" : "False")}", output.ReplaceLineEndings("\n").Trim());
    }
}

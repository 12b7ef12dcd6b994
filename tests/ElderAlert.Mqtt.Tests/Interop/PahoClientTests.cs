using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Interop;

/// <summary>python3-paho-mqtt against the server.</summary>
public sealed class PahoClientTests
{
    public static MatrixTheoryData<string, string> Ways => new(["311", "5"], ["tcp", "tls", "ws", "wss"]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Paho_AllQoSAndWill_AsPromised(string version, string transport)
    {
        ToolProcess.Require("/usr/lib/python3/dist-packages/paho");
        await using var server = await Transport.StartAsync(transport);

        var (exitCode, output) = await ToolProcess.RunAsync(
            "/usr/bin/python3",
            Path.Combine(AppContext.BaseDirectory, "Interop", "paho_client.py"),
            server.Port,
            version,
            transport,
            server.AuthorityFile);

        Assert.True(exitCode == 0, output);
        Assert.Equal("acknowledged 60\nqos 0 True\nqos 1 True\nqos 2 True\nwill True", output.ReplaceLineEndings("\n").Trim());
    }
}

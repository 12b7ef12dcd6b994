using ElderAlert.Mqtt.Tests.Support;

namespace ElderAlert.Mqtt.Tests.Interop;

/// <summary>MQTT.js against the server; restored by npm into a temporary folder.</summary>
public sealed class MqttJsClientTests : IClassFixture<MqttJsClientTests.Restored>
{
    private readonly Restored _restored;

    public MqttJsClientTests(Restored restored)
    {
        _restored = restored;
    }

    public static MatrixTheoryData<string, string> Ways => new(["4", "5"], ["tcp", "tls", "ws", "wss"]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task MqttJs_AllQoSLargePayloadAndWill_AsPromised(string version, string transport)
    {
        _restored.Require();
        await using var server = await Transport.StartAsync(transport);
        var address = transport switch
        {
            "tcp" => $"mqtt://127.0.0.1:{server.Port}",
            "tls" => $"mqtts://127.0.0.1:{server.Port}",
            _ => $"{transport}://127.0.0.1:{server.Port}/mqtt",
        };

        var (exitCode, output) = await ToolProcess.RunAsync(
            "/usr/bin/node", Path.Combine(_restored.Folder, "client.mjs"), address, version, server.AuthorityFile);

        Assert.True(exitCode == 0, output);
        Assert.Equal("qos 0 True\nqos 1 True\nqos 2 True\nlarge True\nwill True", output.ReplaceLineEndings("\n").Trim(), ignoreCase: true);
    }

    /// <summary>A folder with the client and its packages.</summary>
    public sealed class Restored : IAsyncLifetime
    {
        private string _failure = "";

        public string Folder { get; } = Directory.CreateTempSubdirectory("mqttjs").FullName;

        public async ValueTask InitializeAsync()
        {
            if (!File.Exists("/usr/bin/npm"))
            {
                _failure = "npm is not installed";
                return;
            }

            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Interop", "mqttjs")))
            {
                File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
            }

            var (exitCode, output) = await ToolProcess.RunAsync("/usr/bin/npm", "ci", "--omit=optional", "--prefix", Folder);
            _failure = exitCode == 0 ? "" : $"npm ci failed: {output}";
        }

        public void Require()
        {
            if (_failure.Length > 0)
            {
                Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
                Assert.Skip($"MQTT.js is not tested here: {_failure}");
            }
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}

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

    [Theory]
    [InlineData("4", "mqtt")]
    [InlineData("5", "mqtt")]
    [InlineData("4", "ws")]
    [InlineData("5", "ws")]
    public async Task MqttJs_AllQoSLargePayloadAndWill_AsPromised(string version, string scheme)
    {
        _restored.Require();
        await using var host = await MqttHost.StartAsync();

        var address = scheme == "ws" ? $"ws://127.0.0.1:{host.HttpPort}/mqtt" : $"mqtt://127.0.0.1:{host.Port}";
        var (exitCode, output) = await ToolProcess.RunAsync(
            "/usr/bin/node", Path.Combine(_restored.Folder, "client.mjs"), address, version);

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

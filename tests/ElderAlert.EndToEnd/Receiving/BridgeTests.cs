using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ElderAlert.EndToEnd.Killing;
using ElderAlert.EndToEnd.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.EndToEnd.Receiving;

/// <summary>A site keeps its mosquitto: what that has acknowledged to a device reaches the journal, however often this server is killed.</summary>
public sealed class BridgeTests
{
    private const int Signals = 400;
    private const int Kills = 3;

    /// <summary>So many are committed and acknowledged to the broker before each kill, with the rest under way.</summary>
    private const int BroughtBeforeAKill = 100;

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5.0")]
    public async Task Killed_WhileTheBridgeBringsSignals_NoneIsLostOrDoubled(string version)
    {
        Tools.Require("mosquitto", Tools.Mosquitto, Tools.MosquittoPub);
        var brokerPort = FreePort.Next();
        await using var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ElderAlert__Mqtt__Bridge__Host"] = "127.0.0.1",
            ["ElderAlert__Mqtt__Bridge__Port"] = $"{brokerPort}",
            ["ElderAlert__Mqtt__Bridge__Version"] = version,
            ["ElderAlert__Mqtt__Bridge__User"] = "elderalert",
            ["ElderAlert__Mqtt__Bridge__Password"] = "bridge password",
            ["ElderAlert__Mqtt__Bridge__Gateway"] = PilotFile.Pendant(0),
        });
        using var broker = await StartBrokerAsync(server.Folder, brokerPort);
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 2));
        await server.StartAsync();
        await UntilAsync(() => broker.Output.Contains("SUBACK", StringComparison.Ordinal), () => broker.Output);

        for (var run = 0; run <= Kills; run++)
        {
            var brought = broker.Acknowledgements;
            var publishing = PublishAsync(brokerPort, run);
            if (run < Kills)
            {
                await UntilAsync(() => broker.Acknowledgements >= brought + BroughtBeforeAKill, () => broker.Output);
                await server.KillAsync();
                await publishing;
                await server.StartAsync();
            }
            else
            {
                await publishing;
            }
        }

        var expected = Enumerable.Range(0, Signals * (Kills + 1)).Select(Id).ToList();
        var signals = (await Journal.ReadAsync(server)).Signals();
        for (var attempt = 0; attempt < 100 && signals.Count < expected.Count; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            signals = (await Journal.ReadAsync(server)).Signals();
        }

        Assert.All(expected, id => Assert.Single(signals[(PilotFile.Pendant(1), id)]));
    }

    [Fact]
    public async Task BrokerStops_OneIncidentOfTheGateway_AndItsEndWhenTheBrokerIsBack()
    {
        Tools.Require("mosquitto", Tools.Mosquitto, Tools.MosquittoPub);
        var brokerPort = FreePort.Next();
        await using var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ElderAlert__Mqtt__Bridge__Host"] = "127.0.0.1",
            ["ElderAlert__Mqtt__Bridge__Port"] = $"{brokerPort}",
            ["ElderAlert__Mqtt__Bridge__User"] = "elderalert",
            ["ElderAlert__Mqtt__Bridge__Password"] = "bridge password",
            ["ElderAlert__Mqtt__Bridge__Gateway"] = PilotFile.Pendant(0),
            ["ElderAlert__Watch__LookSeconds"] = "1",
            ["ElderAlert__Watch__CutSeconds"] = "2",
        });
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 4));
        using (var broker = await StartBrokerAsync(server.Folder, brokerPort))
        {
            await server.StartAsync();
            await UntilAsync(() => broker.Output.Contains("SUBACK", StringComparison.Ordinal), () => broker.Output);
            await PublishAsync(brokerPort, run: 0);
        }

        var signals = await SignalsAfterAsync(server, count: 1);
        var (device, kind) = Assert.Single(signals);
        Assert.Equal((PilotFile.Pendant(0), "offline"), (device, kind));

        using var again = await StartBrokerAsync(server.Folder, brokerPort);
        signals = await SignalsAfterAsync(server, count: 2);
        Assert.Equal([(PilotFile.Pendant(0), "offline"), (PilotFile.Pendant(0), "online")], signals);
    }

    /// <summary>Every technical signal, once there are so many.</summary>
    private static async Task<IReadOnlyList<(string Device, string Kind)>> SignalsAfterAsync(ServerProcess server, int count)
    {
        for (var attempt = 0; ; attempt++)
        {
            var signals = (await Journal.ReadAsync(server)).Entries
                .Where(e => Journal.TypeOf(e) is "incidentOpened" or "signalJoined")
                .Select(e => e.GetProperty("event").GetProperty("signal"))
                .Select(s => (Device: s.GetProperty("device").GetString()!, Kind: s.GetProperty("kind").GetString()!))
                .Where(s => s.Kind is not "sos")
                .ToList();
            if (signals.Count >= count)
            {
                return signals;
            }

            Assert.True(attempt < 200, server.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"b-{number}");

    /// <summary>Publishes through the broker, which acknowledges each signal whether the bridge is there or not.</summary>
    private static async Task PublishAsync(int port, int run)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Tools.MosquittoPub,
            ["-h", "127.0.0.1", "-p", $"{port}", "-u", "elderalert", "-P", "bridge password", "-q", "1", "-l", "-t", $"ea/v1/{PilotFile.Pendant(1)}/signal"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        })!;
        for (var i = run * Signals; i < (run + 1) * Signals; i++)
        {
            await process.StandardInput.WriteLineAsync($$"""{"id":"{{Id(i)}}","kind":"sos"}""");
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static async Task<Broker> StartBrokerAsync(string folder, int port)
    {
        var passwords = Path.Combine(folder, "passwords");
        await File.WriteAllTextAsync(passwords, "elderalert:bridge password\n");
        using (var hash = Process.Start(new ProcessStartInfo("/usr/bin/mosquitto_passwd", ["-U", passwords]) { UseShellExecute = false })!)
        {
            await hash.WaitForExitAsync();
        }

        var file = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(file, $"listener {port} 127.0.0.1\nallow_anonymous false\npassword_file {passwords}\nmax_queued_messages 10000\nuser root\n");
        var broker = new Broker(file);
        await UntilAsync(() => broker.Output.Contains("running", StringComparison.Ordinal), () => broker.Output);
        return broker;
    }

    private static async Task UntilAsync(Func<bool> condition, Func<string> say)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Assert.True(condition(), say());
    }

    /// <summary>The site's broker, in a process of its own.</summary>
    private sealed class Broker : IDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<string> _output = new();

        public Broker(string file)
        {
            _process = new Process
            {
                StartInfo = new ProcessStartInfo(Tools.Mosquitto, ["-c", file, "-v"]) { UseShellExecute = false, RedirectStandardError = true },
            };
            _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
            _process.Start();
            _process.BeginErrorReadLine();
        }

        /// <summary>How many messages this server has acknowledged to it.</summary>
        public int Acknowledgements => _output.Count(line => line.Contains("Received PUBACK from elderalert", StringComparison.Ordinal));

        public string Output => string.Join('\n', _output);

        public void Dispose()
        {
            _process.Kill();
            _process.Dispose();
        }
    }
}

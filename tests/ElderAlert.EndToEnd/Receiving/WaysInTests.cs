using System.Diagnostics;
using ElderAlert.EndToEnd.Killing;
using ElderAlert.EndToEnd.Support;
using ElderAlert.Tests.Shared;

namespace ElderAlert.EndToEnd.Receiving;

/// <summary>Clients that others wrote press a button over every listener of the real server process; each press is in the journal.</summary>
public sealed class WaysInTests
{
    [Fact]
    public async Task Press_OverTcpTlsAndWebSocket_InBothVersions_IsInTheJournal()
    {
        Tools.Require("mosquitto-clients", Tools.MosquittoPub);
        Tools.Require("python3-paho-mqtt", Tools.Python, "/usr/lib/python3/dist-packages/paho");
        using var certificates = new TestCertificates();
        var tlsPort = FreePort.Next();
        await using var server = new ServerProcess(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ElderAlert__Mqtt__TlsPort"] = $"{tlsPort}",
            ["ElderAlert__Mqtt__Certificate"] = certificates.Issue("localhost", "server.pem"),
            ["ElderAlert__Mqtt__ClientAuthority"] = certificates.AuthorityFile,
        });
        await server.RunAsync("import", PilotFile.Write(server.Folder, homes: 1));
        await server.StartAsync();
        var presses = new Presses(server, tlsPort, certificates);

        foreach (var version in new[] { "311", "5" })
        {
            foreach (var transport in new[] { "tcp", "tls", "ws" })
            {
                await presses.PahoAsync(transport, version);
            }

            await presses.MosquittoAsync(version, "-p", $"{server.MqttPort}", "-u", Presses.Device, "-P", PilotFile.Key);
            await presses.MosquittoAsync(version, [.. presses.MosquittoTls, "-u", Presses.Device, "-P", PilotFile.Key]);
            await presses.MosquittoAsync(version, [.. presses.MosquittoTls, .. presses.OwnCertificate]);
        }

        var signals = (await Journal.ReadAsync(server)).Signals();
        Assert.Equal(12, presses.Ids.Count);
        Assert.All(presses.Ids, id => Assert.Single(signals[(Presses.Device, id)]));
    }

    private sealed class Presses(ServerProcess server, int tlsPort, TestCertificates certificates)
    {
        private readonly string _own = certificates.Issue(Device, "device.pem");

        public static string Device => PilotFile.Pendant(0);

        public List<string> Ids { get; } = [];

        public string[] MosquittoTls => ["-p", $"{tlsPort}", "--cafile", certificates.AuthorityFile];

        public string[] OwnCertificate => ["--cert", _own, "--key", _own];

        public Task MosquittoAsync(string version, params string[] way) => RunAsync(
            Tools.MosquittoPub,
            id => ["-h", "localhost", "-V", version == "5" ? "mqttv5" : "mqttv311", .. way, "-q", "1", "-t", $"ea/v1/{Device}/signal", "-m", $$"""{"id":"{{id}}","kind":"sos"}"""]);

        public Task PahoAsync(string transport, string version)
        {
            var port = transport switch { "tcp" => server.MqttPort, "tls" => tlsPort, _ => server.HttpPort };
            var script = Path.Combine(AppContext.BaseDirectory, "Receiving", "press.py");
            return RunAsync(Tools.Python, id => [script, $"{port}", version, transport, certificates.AuthorityFile, Device, PilotFile.Key, id]);
        }

        private async Task RunAsync(string program, Func<string, string[]> arguments)
        {
            var id = $"press-{Ids.Count}";
            using var process = Process.Start(new ProcessStartInfo(program, arguments(id)) { UseShellExecute = false, RedirectStandardError = true })!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments(id))} ended with {process.ExitCode}: {said}{Environment.NewLine}{server.Output}");
            Ids.Add(id);
        }
    }
}

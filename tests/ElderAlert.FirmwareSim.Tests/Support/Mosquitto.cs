using System.Diagnostics;
using System.Net.Sockets;
using ElderAlert.Tests.Shared;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>A real broker on a free loopback port, with its own folder.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("firmware-sim-");
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    public BrokerAddress Address => new("127.0.0.1", Port);

    /// <summary>Starts a broker; skips the test loudly where none is installed, and fails it in CI.</summary>
    public static async Task<Mosquitto> StartAsync()
    {
        var broker = new Mosquitto();
        await broker.LaunchAsync();
        return broker;
    }

    /// <summary>Starts it again on the same port after <see cref="KillAsync"/>.</summary>
    public async Task LaunchAsync()
    {
        var config = Path.Combine(_folder.FullName, "mosquitto.conf");
        await File.WriteAllTextAsync(config, $"listener {Port} 127.0.0.1\nallow_anonymous true\n");
        _process = Process.Start(new ProcessStartInfo(Require(), ["-c", config]) { RedirectStandardError = true, UseShellExecute = false })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        await Eventually.TrueAsync(CanConnect, "mosquitto listens");
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process!.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Require()
    {
        if (Array.Find(Places, File.Exists) is { } found)
        {
            return found;
        }

        const string Why = "mosquitto is not installed";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(Why);
        }

        Assert.Skip(Why);
        return "";
    }

    private bool CanConnect()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

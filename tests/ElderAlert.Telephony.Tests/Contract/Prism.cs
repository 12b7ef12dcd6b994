using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ElderAlert.Telephony.Tests.Contract;

/// <summary>Prism, serving Twilio's own OpenAPI on a free loopback port: it answers 422 to whatever does not satisfy the contract.</summary>
public sealed class Prism : IAsyncLifetime
{
    private Process? _process;

    public Uri Url { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var contract = NodeTools.OpenApi();
        await NodeTools.InstallAsync();
        var port = FreePort();
        Url = new Uri($"http://127.0.0.1:{port}");
        _process = NodeTools.Start("node", $"node_modules/@stoplight/prism-cli/dist/index.js mock \"{contract}\" --host 127.0.0.1 --port {port}");
        _ = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("is listening", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        NodeTools.Require(false, "Prism stopped before it listened.");
    }

    public ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
        }

        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

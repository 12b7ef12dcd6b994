using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ElderAlert.Tests.Shared;

namespace ElderAlert.EndToEnd.Support;

/// <summary>The server as its users start it: a process of its own, with ports and a folder of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> _output = new();
    private readonly Dictionary<string, string> _settings;
    private Process? _process;

    public ServerProcess(IReadOnlyDictionary<string, string>? settings = null)
    {
        HttpPort = FreePort.Next();
        MqttPort = FreePort.Next();
        _settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["ElderAlert__Storage__Path"] = Folder,
            ["ElderAlert__Server__Port"] = $"{HttpPort}",
            ["ElderAlert__Mqtt__Port"] = $"{MqttPort}",
        };
        Http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Address };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("elderalert-endtoend-").FullName;

    public int HttpPort { get; }

    public int MqttPort { get; }

    public Uri Address => new($"http://127.0.0.1:{HttpPort}");

    /// <summary>A browser's cookies, without its pages.</summary>
    public HttpClient Http { get; }

    /// <summary>What it has printed.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Runs a command to its end.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', arguments)}: exit code {process.ExitCode}{Environment.NewLine}{Output}");
        return Output;
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public async Task StartAsync(params string[] arguments)
    {
        _process = Launch(arguments);
        var started = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            Assert.False(_process.HasExited, "the server did not start:" + Environment.NewLine + Output);
            Assert.True(started.Elapsed < Patience, "the server is not ready:" + Environment.NewLine + Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>SIGKILL: no handler runs, no buffer is written.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private Process Launch(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.ServerAssembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

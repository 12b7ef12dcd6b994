using System.Diagnostics;
using System.Net.Sockets;
using ElderAlert.Tests.Shared;

namespace ElderAlert.Influx.Tests.Support;

/// <summary>A real server on a free loopback port with its own folder; it can be killed and started again.</summary>
internal abstract class ServerProcess : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private Process? _process;

    protected ServerProcess()
    {
        Port = FreePort.Next();
        Url = $"http://127.0.0.1:{Port}";
    }

    public string Url { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler());

    protected int Port { get; }

    protected TempFolder Folder => _folder;

    protected abstract string Executable { get; }

    public async Task StartAsync()
    {
        var path = Find(Executable);
        if (path is null)
        {
            var why = $"{Executable} is not installed";
            Assert.SkipUnless(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), why);
            Assert.Fail(why);
        }

        _process = Process.Start(new ProcessStartInfo(path, Arguments()) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Eventually.HoldsAsync(IsReadyAsync, $"{Executable} answers on {Url}");
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        _folder.Dispose();
    }

    protected abstract IEnumerable<string> Arguments();

    protected abstract string HealthPath { get; }

    private static string? Find(string executable) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, executable))
        .FirstOrDefault(File.Exists);

    private async Task<bool> IsReadyAsync()
    {
        Assert.False(_process!.HasExited, $"{Executable} ended with exit code {(_process.HasExited ? _process.ExitCode : 0)}");
        try
        {
            using var response = await Http.GetAsync(Url + HealthPath);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using ElderAlert.EndToEnd.Support;

namespace ElderAlert.EndToEnd.Killing;

/// <summary>Paho clients in a process of their own; what they were told is kept here, whatever happens to the server.</summary>
internal sealed class Pendants : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private Pendants(Process process)
    {
        _process = process;
    }

    /// <summary>Device and id of every signal that was acknowledged.</summary>
    public ConcurrentQueue<(string Device, string Id)> Acknowledged { get; } = new();

    public static Pendants Press(int port, string run, int first, int devices, int perDevice)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                Tools.Python,
                [Path.Combine(AppContext.BaseDirectory, "Killing", "publish.py"), $"{port}", PilotFile.Key, run, $"{first}", $"{devices}", $"{perDevice}"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var pendants = new Pendants(process);
        process.OutputDataReceived += (_, line) => pendants.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => pendants._errors.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return pendants;
    }

    /// <summary>Waits until this many have been acknowledged.</summary>
    public async Task UntilAcknowledgedAsync(int count)
    {
        var started = Stopwatch.StartNew();
        while (Acknowledged.Count < count)
        {
            Assert.True(started.Elapsed < TimeSpan.FromSeconds(60), $"{Acknowledged.Count} of {count} acknowledged; {string.Join('\n', _errors)}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>Waits until every signal has been acknowledged.</summary>
    public async Task UntilDoneAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(patience.Token);
        Assert.True(_process.ExitCode == 0, $"not everything was acknowledged: {Acknowledged.Count}; {string.Join('\n', _errors)}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line?.Split(' ') is [var device, var id])
        {
            Acknowledged.Enqueue((device, id));
        }
    }
}

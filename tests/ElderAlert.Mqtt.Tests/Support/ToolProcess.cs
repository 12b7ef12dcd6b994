using System.Diagnostics;
using System.Text;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>A client that somebody else wrote, run as a process.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ToolProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static ToolProcess Start(string program, params string[] arguments) => new(new Process
    {
        StartInfo = new ProcessStartInfo(program, arguments) 
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        },
    });

    /// <summary>Runs to the end and returns the exit code and all it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var tool = Start(program, arguments);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await tool._process.WaitForExitAsync(patience.Token);
        return (tool._process.ExitCode, tool.Output);
    }

    /// <summary>Skips the test when the program is missing; in CI that is a failure.</summary>
    public static void Require(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            return;
        }

        Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
        Assert.Skip($"{path} is not installed: interoperability with it is not tested here");
    }

    public int Id => _process.Id;

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Takes a line; the end of one of the two streams is none.</summary>
    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}

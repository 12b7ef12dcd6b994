using System.CommandLine;
using System.Runtime.InteropServices;
using ElderAlert.FirmwareSim.Cli;

namespace ElderAlert.FirmwareSim;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Leave);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Leave);

        // The library would end the process at once; devices have a goodbye to say.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
        return await CommandLine.Build(TimeProvider.System).Parse(args).InvokeAsync(configuration, stop.Token);

        void Leave(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}

using System.CommandLine;
using System.Globalization;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Cli;

/// <summary>Runs an action and turns what a user can mend into one line and an exit code.</summary>
internal static class CliRun
{
    private const int Done = 0;
    private const int Failed = 1;

    public static async Task<int> GuardAsync(ParseResult parsed, Func<Task> action)
    {
        try
        {
            await action();
            return Done;
        }
        catch (OperationCanceledException)
        {
            return Done;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or IOException or UplinkException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    public static Action<string> Log(ParseResult parsed, TimeProvider time) => line =>
    {
        var at = time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        parsed.InvocationConfiguration.Output.WriteLine($"{at} {line}");
    };
}

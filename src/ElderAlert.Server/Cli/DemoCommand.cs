using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using ElderAlert.Server.Hosting;

namespace ElderAlert.Server.Cli;

/// <summary><c>demo</c>: a whole hotline on one computer, with 45 homes that live.</summary>
internal static class DemoCommand
{
    private const int ConsolePort = 8080;
    private const int MqttPort = 1883;

    /// <summary>An alarm from the 45 homes every two minutes or so.</summary>
    private const double DemoPace = 160;

    public static Command Create(CliContext context)
    {
        var data = new Option<string>("--data")
        {
            Description = "Folder that the demo is kept in.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultFolder(),
        };
        var recordings = new Option<DirectoryInfo?>("--recordings") { Description = "Recorded falls and payloads to replay.", HelpName = "DIR" };
        var port = new Option<int?>("--port") { Description = $"Port of the console; {ConsolePort}, or a free one where that is taken." };
        var mqttPort = new Option<int?>("--mqtt-port") { Description = $"Port for devices; {MqttPort}, or a free one where that is taken." };
        var pace = new Option<double>("--pace") { Description = "How much more often alarms happen than in life.", DefaultValueFactory = _ => DemoPace };
        var noHomes = new Option<bool>("--no-homes") { Description = "Start without simulated homes." };
        var command = new Command("demo", "Serve a fictional city with 45 homes that live, for a look around.") { data, recordings, port, mqttPort, pace, noHomes };
        command.SetAction((parsed, cancellation) => new Demo(
            context,
            Path.GetFullPath(parsed.GetRequiredValue(data)),
            PortOrFree(parsed.GetValue(port), ConsolePort),
            PortOrFree(parsed.GetValue(mqttPort), MqttPort),
            parsed.GetValue(noHomes) ? null : new DemoLife(parsed.GetValue(recordings)?.FullName, parsed.GetValue(pace))).RunAsync(cancellation));
        return command;
    }

    /// <summary>A folder of the user's own, so that the next demo goes on where this one stopped.</summary>
    private static string DefaultFolder()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        return local.Length > 0 ? Path.Combine(local, "ElderAlert", "demo") : Path.Combine("data", "demo");
    }

    /// <summary>A port that was asked for is taken as it is; a default one gives way.</summary>
    private static int PortOrFree(int? asked, int usual)
    {
        if (asked is { } port)
        {
            return port;
        }

        return TryListen(usual) ?? TryListen(0) ?? usual;
    }

    private static int? TryListen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}

/// <summary>How the demo's homes live.</summary>
/// <param name="Recordings">Folder with recorded falls and payloads; null: both are composed.</param>
/// <param name="Pace">How much more often alarms happen than in life.</param>
internal sealed record DemoLife(string? Recordings, double Pace);

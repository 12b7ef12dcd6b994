using System.Text.Json;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests.Transport;

/// <summary>With a real broker that dies between a press and its acknowledgement.</summary>
public sealed class RedeliveryTests
{
    private const int Devices = 5;

    [Fact]
    public async Task RunAsync_BrokerKilledWhileSignalsArePublished_EverySignalArrivesUnderItsId()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var acknowledging = new WithholdingProxy(broker.Port);
        var log = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var simulation = new Simulation(new SimulationOptions(new BrokerAddress("127.0.0.1", acknowledging.Port), Homes()), TimeProvider.System, log.Enqueue);
        using var stop = new CancellationTokenSource();
        var running = simulation.RunAsync(stop.Token);
        var listener = await Listener.StartAsync(broker.Port);
        await Eventually.TrueAsync(() => listener.Heard.Count(message => message.Text == "online") == Devices, "all devices online");

        acknowledging.WithholdsAnswers = true;
        PressAll(simulation);
        await Eventually.TrueAsync(() => Ids(listener).Count == Devices, "every press was published once, unacknowledged");
        var published = Ids(listener);
        await listener.DisposeAsync();
        await broker.KillAsync();
        acknowledging.DropAll();
        acknowledging.WithholdsAnswers = false;

        await broker.LaunchAsync();
        await using var again = await Listener.StartAsync(broker.Port);
        await Eventually.TrueAsync(() => published.IsSubsetOf(Ids(again)), "every unacknowledged signal came again under its id");

        await stop.CancelAsync();
        await running;
    }

    private static HashSet<string> Ids(Listener listener) => listener.Heard
        .Where(message => message.Topic.EndsWith("/signal", StringComparison.Ordinal))
        .Select(message => $"{message.Topic} {JsonDocument.Parse(message.Text).RootElement.Id()}")
        .ToHashSet(StringComparer.Ordinal);

    private static void PressAll(Simulation simulation)
    {
        for (var device = 0; device < Devices; device++)
        {
            simulation.Press($"p{device}");
        }
    }

    private static List<SimulatedHome> Homes() => Enumerable.Range(0, Devices)
        .Select(number => new SimulatedHome($"h{number}", [new SimulatedDevice($"p{number}", SimulatedDeviceType.Pendant) { Key = "k" }]))
        .ToList();
}

using System.Text.Json;
using ElderAlert.FirmwareSim.Faults;
using ElderAlert.FirmwareSim.Tests.Support;

namespace ElderAlert.FirmwareSim.Tests;

/// <summary>The whole simulator against a real broker.</summary>
public sealed class SimulationTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private Mosquitto _broker = null!;
    private Listener _listener = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _listener = await Listener.StartAsync(_broker.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _listener.DisposeAsync();
        await _broker.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task RunAsync_Home_AnnouncesEveryDeviceAndSaysGoodbye()
    {
        Start(Options());
        await UntilHeard("zigbee2mqtt/sos button/availability", """{"state":"online"}""");
        await UntilHeard("ea/v1/p/status", "online");
        await UntilHeard("zigbee2mqtt/bridge/state", """{"state":"online"}""");

        await _stop.CancelAsync();
        await _running;

        await UntilHeard("zigbee2mqtt/bridge/state", """{"state":"offline"}""");
        await UntilHeard("ea/v1/g/status", "offline");
        await UntilHeard("ea/v1/p/status", "offline");
    }

    [Fact]
    public async Task RunAsync_FirstFallScripted_TheWearableTellsIt()
    {
        Start(Options() with { FirstFallAfter = TimeSpan.FromMilliseconds(100) });

        await Eventually.TrueAsync(() => _listener.Heard.Any(message => message.Topic == "ea/v1/w/signal" && IsKind(message.Text, "fall")), "the fall is told");
    }

    [Fact]
    public async Task RunAsync_History_PublishesThePastUnderItsOwnTimes()
    {
        var before = TimeProvider.System.GetUtcNow();
        Start(Options() with { History = TimeSpan.FromHours(6) });
        await Eventually.TrueAsync(() => _listener.Heard.Count(message => message.Topic == "ea/v1/w/telemetry") > 70, "six hours of readings");

        var times = _listener.Heard.Where(message => message.Topic == "ea/v1/w/telemetry")
            .Select(message => JsonDocument.Parse(message.Text).RootElement.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.InRange(before - times[0], TimeSpan.FromHours(5.9), TimeSpan.FromHours(6.1));
        Assert.Equal(times.Order(), times);
        Assert.Empty(_listener.Signals);
    }

    [Fact]
    public async Task RunAsync_CommandArrives_TheDeviceObeys()
    {
        Start(Options());
        await UntilHeard("ea/v1/p/status", "online");
        await Eventually.TrueAsync(() => _listener.Heard.Any(message => message.Topic == "ea/v1/p/telemetry"), "the pendant is up");

        await _listener.SendAsync("ea/v1/p/command", """{"id":"c1","type":"test"}""");

        await Eventually.TrueAsync(() => _listener.Heard.Any(message => message.Topic == "ea/v1/p/signal" && IsKind(message.Text, "test")), "the self-test");
    }

    [Fact]
    public async Task Press_NetworkLost_ArrivesAfterItsReturn()
    {
        var simulation = Start(Options());
        await UntilHeard("ea/v1/p/status", "online");

        simulation.Inject("p", new Fault(FaultKind.NetworkLoss, TimeSpan.Zero, TimeSpan.FromSeconds(3)));
        await UntilHeard("ea/v1/p/status", "offline");
        simulation.Press("p");

        await Eventually.TrueAsync(() => _listener.Heard.Any(message => message.Topic == "ea/v1/p/signal" && IsKind(message.Text, "sos")), "the press");
        Assert.Equal(2, _listener.Heard.Count(message => message is { Topic: "ea/v1/p/status", Text: "online" }));
    }

    [Fact]
    public async Task Expose_DetectorBehindAGateway_SpeaksUnderItsFriendlyName()
    {
        var simulation = Start(Options());
        await UntilHeard("ea/v1/g/status", "online");

        simulation.Expose("s", isPresent: true);

        await Eventually.TrueAsync(
            () => _listener.Heard.Any(message => message.Topic == "zigbee2mqtt/厨房/烟感" && message.Text.Contains("\"smoke\":true", StringComparison.Ordinal)),
            "smoke");
    }

    [Fact]
    public void Trigger_UnknownDevice_IsRefused()
    {
        var simulation = new Simulation(Options(), TimeProvider.System, _ => { });

        Assert.Throws<KeyNotFoundException>(() => simulation.Press("nobody"));
        Assert.Throws<ArgumentException>(() => simulation.Inject("s", new Fault(FaultKind.WrongClock, TimeSpan.Zero)));
    }

    private Simulation Start(SimulationOptions options)
    {
        var simulation = new Simulation(options, TimeProvider.System, TestContext.Current.TestOutputHelper!.WriteLine);
        _running = simulation.RunAsync(_stop.Token);
        return simulation;
    }

    private SimulationOptions Options() => new(_broker.Address,
    [
        new SimulatedHome("h",
        [
            new SimulatedDevice("p", SimulatedDeviceType.Pendant) { Key = "k" },
            new SimulatedDevice("w", SimulatedDeviceType.FallWearable) { Key = "k" },
            new SimulatedDevice("g", SimulatedDeviceType.Gateway) { Key = "k" },
            new SimulatedDevice("b", SimulatedDeviceType.Pendant) { Gateway = "g", ExternalName = "sos button" },
            new SimulatedDevice("s", SimulatedDeviceType.SmokeDetector) { Gateway = "g", ExternalName = "厨房/烟感" },
        ]),
    ]);

    private Task UntilHeard(string topic, string text) => Eventually.TrueAsync(() => _listener.Heard.Contains((topic, text)), $"{topic} {text}");

    private static bool IsKind(string signal, string kind) => JsonDocument.Parse(signal).RootElement.Kind() == kind;
}

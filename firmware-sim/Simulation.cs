using System.Collections.Concurrent;
using System.Threading.Channels;
using ElderAlert.FirmwareSim.Devices;
using ElderAlert.FirmwareSim.Falls;
using ElderAlert.FirmwareSim.Faults;
using ElderAlert.FirmwareSim.Transport;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.FirmwareSim;

/// <summary>
/// Virtual homes on a real MQTT server: residents who live by the clock, devices with the behaviour of firmware, alarms at the rate of life.
/// The world runs in one loop; each device that connects itself has a link of its own. Other threads may call everything but <see cref="RunAsync(CancellationToken)"/>.
/// </summary>
public sealed class Simulation
{
    /// <summary>Links start spread over this time, as a town's devices do not switch on together.</summary>
    private static readonly TimeSpan StartSpread = TimeSpan.FromSeconds(3);

    /// <summary>Not more than timers can count.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly SimulationOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string> _log;
    private readonly IUplinkFactory _uplinks;
    private readonly WorldBuilder _builder;
    private readonly SimulatedWorld _world;
    private readonly ConcurrentQueue<Action<DateTimeOffset>> _inbox = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="options">What to simulate.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes a line for people: what befalls whom, and connection trouble.</param>
    /// <exception cref="ArgumentException">The options or homes are wrong; the message says how.</exception>
    /// <exception cref="IOException">The recordings cannot be read.</exception>
    /// <exception cref="FormatException">The recordings are not as described; the message names the file.</exception>
    public Simulation(SimulationOptions options, TimeProvider time, Action<string> log)
        : this(options, time, log, new MqttUplinkFactory(time))
    {
    }

    internal Simulation(SimulationOptions options, TimeProvider time, Action<string> log, IUplinkFactory uplinks)
    {
        (_options, _time, _log, _uplinks) = (options.Checked(), time, log, uplinks);
        _builder = new WorldBuilder(options, log);
        _world = _builder.Build();
    }

    /// <summary>Raised from a link's thread when the server has acknowledged a signal.</summary>
    internal event Action<OutgoingMessage>? SignalAcknowledged;

    /// <summary>Builds and runs a simulation until cancelled.</summary>
    /// <inheritdoc cref="Simulation(SimulationOptions, TimeProvider, Action{string})"/>
    public static Task RunAsync(SimulationOptions options, TimeProvider time, Action<string> log, CancellationToken ct) =>
        new Simulation(options, time, log).RunAsync(ct);

    /// <summary>Runs until cancelled, then lets every device say goodbye. An unreachable server is retried for ever. Call it once.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        Begin(_time.GetUtcNow());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var links = _builder.Connections.Select(connection => RunLinkAsync(connection, stop.Token)).ToList();
        try
        {
            await LiveAsync(ct);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(links);
        }
    }

    /// <summary>Presses the button of a device: the call of a pendant, the test button of a detector.</summary>
    /// <param name="deviceId">Which.</param>
    /// <param name="isLong">Held for five seconds, which cancels a call.</param>
    /// <exception cref="KeyNotFoundException">No such device.</exception>
    public void Press(string deviceId, bool isLong = false) => Sense(deviceId, new Stimulus.Press(isLong));

    /// <summary>Lets smoke, gas or water come to a detector, or go.</summary>
    /// <exception cref="KeyNotFoundException">No such device.</exception>
    public void Expose(string deviceId, bool isPresent) => Sense(deviceId, new Stimulus.Condition(isPresent));

    /// <summary>Lets the resident of the device's home fall. Worn sensors run their detector on the trace of a fall, a radar in the room sees it.</summary>
    /// <exception cref="KeyNotFoundException">No such device.</exception>
    public void Fall(string deviceId)
    {
        var (life, _) = _world.Find(deviceId);
        Post(life.Situations.BeginClearFall);
    }

    /// <summary>Makes something go wrong with a device; the fault's time counts from now.</summary>
    /// <exception cref="KeyNotFoundException">No such device.</exception>
    /// <exception cref="ArgumentException">A device behind a gateway has neither clock nor ids.</exception>
    public void Inject(string deviceId, Fault fault)
    {
        var (life, device) = _world.Find(deviceId);
        if (!FaultInjector.Fits(fault.Kind, device.Device))
        {
            throw new ArgumentException($"{deviceId} is behind a gateway and cannot have the fault {fault.Kind}.", nameof(fault));
        }

        Post(now => FaultInjector.Plan(life.Home, device, fault, now));
    }

    private void Sense(string deviceId, Stimulus stimulus)
    {
        var (_, device) = _world.Find(deviceId);
        Post(now => device.Sense(stimulus, now));
    }

    private void Begin(DateTimeOffset now)
    {
        FillPast(now);
        foreach (var life in _world.Lives)
        {
            life.ExposeToChance(now);
            foreach (var device in life.Home.Devices)
            {
                foreach (var fault in device.Device.Faults)
                {
                    FaultInjector.Plan(life.Home, device, fault, now);
                }
            }
        }

        if (_options.FirstFallAfter is { } after && _world.Lives.FirstOrDefault(CanTellFall) is { } first)
        {
            first.Home.Agenda.At(now + after, first.Situations.BeginClearFall);
        }
    }

    /// <summary>Lives through the time before the start, so that readings with past times wait in flash for the first connection.</summary>
    private void FillPast(DateTimeOffset now)
    {
        if (_options.History <= TimeSpan.Zero)
        {
            _world.Start(now);
            return;
        }

        SetFillingPast(isFillingPast: true);
        _world.Start(now - _options.History);
        _world.Live(now);
        SetFillingPast(isFillingPast: false);
        foreach (var device in _world.Lives.SelectMany(life => life.Home.Devices))
        {
            device.PowerUp(now);
        }
    }

    private void SetFillingPast(bool isFillingPast)
    {
        foreach (var device in _world.Lives.SelectMany(life => life.Home.Devices))
        {
            device.IsFillingPast = isFillingPast;
        }
    }

    private async Task LiveAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var now = _time.GetUtcNow();
            while (_inbox.TryDequeue(out var happen))
            {
                happen(now);
            }

            _world.Step(now);
            var wait = _world.NextDue - _time.GetUtcNow();
            if (wait > TimeSpan.Zero && _inbox.IsEmpty)
            {
                await WaitAsync(wait, ct);
            }
        }
    }

    /// <summary>Until the time has passed or somebody posts something.</summary>
    private async Task WaitAsync(TimeSpan wait, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var posted = _wake.Reader.ReadAsync(either.Token).AsTask();
        var passed = Task.Delay(wait < LongestWait ? wait : LongestWait, _time, either.Token);
        await Task.WhenAny(posted, passed);
        await either.CancelAsync();
        await Task.WhenAll(posted, passed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunLinkAsync((SimulatedDevice Device, Flash Flash, Radio Radio) connection, CancellationToken ct)
    {
        var (device, flash, radio) = connection;
        var jitter = Seeds.For(_options.Seed, device.Id, "link");
        var around = new LinkSurroundings(_uplinks, _time, ReceiverOf, OnAcknowledged, _log);
        var link = new DeviceLink(new UplinkAddress(_options.Broker, device.Id, device.Key!), flash, radio, jitter, around)
        {
            Farewell = device.Type == SimulatedDeviceType.Gateway ? Hub.BridgeState(isOnline: false) : null,
        };
        await Task.Delay(StartSpread * jitter.NextDouble(), _time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await link.RunAsync(ct);
        radio.Dispose();
    }

    private Action<ReadOnlyMemory<byte>> ReceiverOf(string deviceId)
    {
        var (life, device) = _world.Find(deviceId);
        return payload =>
        {
            if (DeviceJson.ReadCommand(payload.Span) is { } command && device is OwnFirmware own)
            {
                Post(now =>
                {
                    own.Obey(command, now);
                    life.Situations.Overhear(device, command.Type, now);
                });
            }
        };
    }

    private void OnAcknowledged(OutgoingMessage message)
    {
        if (message.MustArrive && !message.Retain)
        {
            SignalAcknowledged?.Invoke(message);
        }
    }

    private void Post(Action<DateTimeOffset> happen)
    {
        _inbox.Enqueue(happen);
        _wake.Writer.TryWrite(true);
    }

    private static bool CanTellFall(HomeLife life) =>
        life.Home.Of(SimulatedDeviceType.FallWearable).Count > 0 || life.Home.Of(SimulatedDeviceType.Radar).Count > 0;
}

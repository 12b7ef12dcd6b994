using ElderAlert.Domain;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim.World;
using ElderAlert.Simulation.Faults;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>
/// A device as firmware is: it keeps what it has said until that is acknowledged, sends it again after every doubt, and its messages arrive
/// late, twice and out of order.
/// </summary>
internal sealed class Sensor(DeviceId id, Street street, Random random)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private int _boot = 1;
    private int _said;

    public DeviceId Id => id;

    /// <summary>Says something once; it is delivered at least once.</summary>
    public void Say(SignalKind kind, SignalState state = SignalState.Active, double? confidence = null)
    {
        if (random.Happens(0.05))
        {
            _boot++;
            _said = 0;
        }

        var signal = new Signal($"b{_boot}-{++_said}", id, kind, state, street.World.Now, street.World.Now + ClockError(), _said, $"b{_boot}", confidence);
        street.Promise(signal);
        var message = new Message(signal);
        Plan(message, random.Seconds(0.05, random.Happens(street.Trouble.Links) ? 30 : 0.5));
        if (random.Happens(street.Trouble.Links / 5))
        {
            street.Faults.Add("replay");
            street.World.After(random.Minutes(1, 180), () => Send(message));
        }
    }

    private void Plan(Message message, TimeSpan after) => street.World.After(after, () => Transmit(message));

    private void Transmit(Message message)
    {
        if (message.IsAcknowledged)
        {
            return;
        }

        message.Attempts++;
        if (street.Server() is null || random.Happens(street.Trouble.Links / 2))
        {
            Plan(message, random.Seconds(1, Math.Min(60, 2 << Math.Min(message.Attempts, 6))));
            return;
        }

        Send(message);
        Plan(message, Patience * random.Between(0.8, 1.5));
    }

    private void Send(Message message) => street.Start(async () =>
    {
        if (street.Server() is not { } server)
        {
            return;
        }

        var signal = message.Signal with { ReceivedAt = server.Clock.GetUtcNow() };
        try
        {
            var receipt = await server.ReceiveAsync(TownFile.Centre, signal);
            if (!server.IsDead)
            {
                street.CheckAcknowledged(signal, receipt);
                if (!random.Happens(street.Trouble.Links / 2) && !message.IsAcknowledged)
                {
                    message.IsAcknowledged = true;
                    street.Answer();
                }
            }
        }
        catch (EngineUnavailableException)
        {
            // No acknowledgement: it is sent again when its time is over.
        }
    });

    private TimeSpan ClockError() => random.Happens(street.Trouble.Links / 5) ? random.Minutes(-600, 600) : random.Seconds(-2, 2);

    private sealed class Message(Signal signal)
    {
        public Signal Signal => signal;

        public int Attempts { get; set; }

        public bool IsAcknowledged { get; set; }
    }
}

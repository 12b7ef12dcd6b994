using ElderAlert.Domain;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine;
using ElderAlert.Engine.Ports;
using ElderAlert.Engine.Watch;
using ElderAlert.Simulation.Disk;
using ElderAlert.Simulation.Server;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.Plants;

/// <summary>
/// A bug that is put into the server on purpose, from outside of it: the proof that the simulation would find it. This one is none.
/// </summary>
internal class PlantedBug
{
    public static readonly PlantedBug None = new();

    /// <summary>Between the engine and its journal.</summary>
    public virtual IJournal Between(IJournal journal, Timeline world) => journal;

    /// <summary>Between the engine and its clock.</summary>
    public virtual TimeProvider Between(TimeProvider clock) => clock;

    /// <summary>Between the devices and the engine.</summary>
    public virtual Task<SignalReceipt> ReceiveAsync(Reception reception, CentreId sender, Signal signal) => reception.TakeAsync(sender, signal);

    /// <summary>Between the devices and the watch over silences; null is not heard.</summary>
    public virtual DeviceHeard? Hear(DeviceHeard heard) => heard;

    /// <summary>Between telephony and the provider.</summary>
    public virtual HttpMessageHandler Between(HttpMessageHandler line) => line;

    /// <summary>A callback has arrived at the server.</summary>
    public virtual Task CalledAsync(Life life, string path, IReadOnlyList<KeyValuePair<string, string>> form) => Task.CompletedTask;

    /// <summary>The power has gone and this is what is left.</summary>
    public virtual void LostPower(StoreFolder folder)
    {
    }

    /// <summary>The day is over.</summary>
    public virtual void Ended(StoreFolder folder)
    {
    }
}

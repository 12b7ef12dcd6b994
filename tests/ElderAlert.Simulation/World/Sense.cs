using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.FirmwareSim.World;

namespace ElderAlert.Simulation.World;

/// <summary>A sensor that measures: what it says is said once, and is lost where nobody hears it.</summary>
internal sealed class Sense(DeviceId id, Street street, Random random)
{
    private DateTimeOffset _deadUntil = street.World.Now;

    /// <summary>It says nothing for so long.</summary>
    public void Fail(TimeSpan duration)
    {
        street.Faults.Add("sensor dead");
        _deadUntil = street.World.Now + duration;
    }

    /// <summary>Says what it measures.</summary>
    public void Say(string metric, double value)
    {
        if (street.World.Now < _deadUntil || random.Happens(street.Trouble.Links / 4))
        {
            return;
        }

        street.Start(async () =>
        {
            if (street.Server() is { } server)
            {
                try
                {
                    await server.HearAsync(id, new Dictionary<string, double> { [metric] = value });
                }
                catch (EngineUnavailableException)
                {
                    // It is not told again: the next movement is.
                }
            }
        });
    }
}

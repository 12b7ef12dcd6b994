using ElderAlert.Simulation.Checks;
using ElderAlert.Simulation.Time;

namespace ElderAlert.Simulation.World;

/// <summary>Somebody who sees to incidents now and then, and rests while there is none.</summary>
/// <param name="world">The time.</param>
/// <param name="ledger">Tells when an incident is opened.</param>
/// <param name="pause">Draws how long it takes until they look again.</param>
/// <param name="look">Looks and does something.</param>
internal sealed class Shift(Timeline world, Ledger ledger, Func<TimeSpan> pause, Func<Task> look)
{
    private bool _isResting;

    public void Begin()
    {
        ledger.Opened += () =>
        {
            if (_isResting)
            {
                _isResting = false;
                Plan();
            }
        };
        Plan();
    }

    private void Plan() => world.After(pause(), () =>
    {
        if (!ledger.Open.Any())
        {
            _isResting = true;
            return;
        }

        ledger.Findings.Start(look);
        Plan();
    });
}

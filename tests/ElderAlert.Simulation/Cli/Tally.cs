using System.Globalization;

namespace ElderAlert.Simulation.Cli;

/// <summary>Adds outcomes up for the summary line.</summary>
internal sealed class Tally
{
    private long _steps, _faults, _signals, _alarms, _pages, _boots;

    public int Seeds { get; private set; }

    public int Violations { get; private set; }

    public void Add(Outcome outcome)
    {
        Seeds++;
        _steps += outcome.Steps;
        _faults += outcome.Faults;
        _signals += outcome.Signals;
        _alarms += outcome.Alarms;
        _pages += outcome.Pages;
        _boots += outcome.Boots;
        Violations += outcome.Violations.Count > 0 ? 1 : 0;
    }

    public string Summary(TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds} seeds in {took.TotalSeconds:0.0} s: {_steps} steps, {_faults} faults injected, {_boots} boots, {_signals} signals, {_alarms} alarms, {_pages} pages, {Violations} violations");
}

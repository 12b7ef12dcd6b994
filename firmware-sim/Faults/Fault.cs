namespace ElderAlert.FirmwareSim.Faults;

/// <summary>What can be wrong with a device.</summary>
public enum FaultKind
{
    /// <summary>The radio comes and goes every few seconds.</summary>
    Flapping,

    /// <summary>The battery is dead: nothing is said, and what was in flash is said after power returns.</summary>
    DeadBattery,

    /// <summary>The clock is hours or years off.</summary>
    WrongClock,

    /// <summary>Every signal is published twice with the same id.</summary>
    DuplicateIds,

    /// <summary>No network: signals wait in flash.</summary>
    NetworkLoss,
}

/// <summary>A fault of one device.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="After">Counted from the start of the simulation.</param>
/// <param name="For">How long; null: until the end.</param>
public sealed record Fault(FaultKind Kind, TimeSpan After, TimeSpan? For = null);

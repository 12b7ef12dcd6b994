namespace ElderAlert.Domain.Signals;

/// <summary>What a signal says, after every dialect has been translated (DESIGN.md section 2).</summary>
public enum SignalKind
{
    /// <summary>A person asked for help.</summary>
    Sos,

    /// <summary>A fall; low confidence means suspected.</summary>
    Fall,
    Smoke,
    Gas,

    /// <summary>Carbon monoxide.</summary>
    Co,

    /// <summary>Water where it should not be.</summary>
    Leak,

    /// <summary>Left the bed and did not come back, where the resident's plan watches it.</summary>
    BedExit,
    Intrusion,

    /// <summary>No sign of life for longer than is usual in this home.</summary>
    Inactivity,

    /// <summary>A vital sign outside its bounds.</summary>
    Vitals,
    Wandering,
    MissedCheckIn,

    /// <summary>The resident says that it was nothing; it is shown and confirmed, and closes nothing by itself.</summary>
    Cancel,

    /// <summary>A test button or a device's self-test.</summary>
    Test,
    BatteryLow,
    MainsLost,
    MainsRestored,
    Tamper,
    Offline,
    Online,
    Fault,
}

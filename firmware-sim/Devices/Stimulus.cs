using ElderAlert.FirmwareSim.Motion;

namespace ElderAlert.FirmwareSim.Devices;

/// <summary>What the world does to a device.</summary>
internal abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>Its button is pressed.</summary>
    /// <param name="IsLong">Held for five seconds or more.</param>
    internal sealed record Press(bool IsLong = false) : Stimulus;

    /// <summary>The body that wears it moves.</summary>
    internal sealed record Moved(MotionTrace Trace) : Stimulus;

    /// <summary>The smoke, gas or water that it watches for comes or goes.</summary>
    internal sealed record Condition(bool IsPresent) : Stimulus;

    /// <summary>A door opens or closes.</summary>
    internal sealed record Door(bool IsOpen) : Stimulus;

    /// <summary>Somebody is seen in its room, or has left it.</summary>
    internal sealed record Seen(Posture Posture) : Stimulus;

    /// <summary>Somebody lies down in or leaves the bed.</summary>
    internal sealed record Bed(bool IsIn) : Stimulus;

    /// <summary>The mains fail or return.</summary>
    internal sealed record Mains(bool IsPresent) : Stimulus;

    /// <summary>The battery is charged or replaced, or found nearly empty.</summary>
    internal sealed record BatteryIs(double Percent) : Stimulus;
}

/// <summary>How a radar or motion sensor sees a person.</summary>
internal enum Posture
{
    Absent,
    Upright,

    /// <summary>On the floor.</summary>
    Floor,
}

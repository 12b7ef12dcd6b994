namespace ElderAlert.Domain.Signals;

/// <summary>Whether a signal raises its condition or says that it is over.</summary>
public enum SignalState
{
    Active,

    /// <summary>The condition is over (smoke gone, button released). It never closes an incident by itself.</summary>
    Clear,
}

/// <summary>One thing a device said, normalised.</summary>
/// <param name="Id">Unique for the device; a second arrival of the same id changes nothing.</param>
/// <param name="Device">The device that said it (not the gateway that carried it).</param>
/// <param name="Kind">What it says.</param>
/// <param name="State">Raised, or over.</param>
/// <param name="ReceivedAt">When ElderAlert received it. This time rules.</param>
/// <param name="At">When the device says it happened; its clock may be wrong. Null where it does not say.</param>
/// <param name="Sequence">The device's own counter within <paramref name="Boot"/>.</param>
/// <param name="Boot">Names the device's run since power-up.</param>
/// <param name="Confidence">0 to 1, where the sensor says one.</param>
/// <param name="Location">Where, for devices that know.</param>
/// <param name="Detail">Anything else worth showing, as text by name (for example room = bathroom).</param>
/// <param name="Retained">The broker kept it: it may be old news, replayed at a reconnect.</param>
/// <param name="UnknownName">The sender's name behind the gateway <paramref name="Device"/>, where no device on file has it. Somebody may be calling all the same.</param>
/// <param name="Watch">The home that ElderAlert's own watch speaks of, where it noticed a silence; null where the device itself said it.</param>
public sealed record Signal(
    string Id,
    DeviceId Device,
    SignalKind Kind,
    SignalState State,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? At = null,
    long? Sequence = null,
    string? Boot = null,
    double? Confidence = null,
    GeoPoint? Location = null,
    IReadOnlyDictionary<string, string>? Detail = null,
    bool Retained = false,
    PrivateText? UnknownName = null,
    HouseholdId? Watch = null)
{
    /// <summary>A device's clock may differ this much before its time is shown as late or wrong.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How far the device's time lies behind the receive time: positive is late, negative is in the future. Null where it gave no time.</summary>
    public TimeSpan? Lateness => ReceivedAt - At;

    /// <summary>The device's time is too far from the receive time to be a plain delay.</summary>
    public bool IsClockSuspect => Lateness is { } late && (late > ClockTolerance || late < -ClockTolerance);
}

namespace ElderAlert.Engine.Watch;

/// <summary>How the watch works; what is unusual for people and devices is in their files.</summary>
/// <param name="Look">How often it looks for silences. Default 5 seconds: so much later than its minute a silence may be told.</param>
/// <param name="Save">How often it saves what it heard. Default 10 seconds: a killed server forgets so much at most.</param>
/// <param name="Reconnect">After a start, nobody is judged for so long: devices come back one after another. Default 5 minutes.</param>
/// <param name="Hall">So long after the door moved, movement inside may still be somebody leaving. Default 30 seconds.</param>
public sealed record WatchOptions(TimeSpan Look, TimeSpan Save, TimeSpan Reconnect, TimeSpan Hall)
{
    /// <summary>The defaults.</summary>
    public WatchOptions()
        : this(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30))
    {
    }

    /// <summary>When the way to a gateway has been broken for so long, operators are told. Default 1 minute: a broker that is restarted is back before.</summary>
    public TimeSpan Cut { get; init; } = TimeSpan.FromMinutes(1);
}

namespace ElderAlert.Domain;

/// <summary>The two queues that never mix: danger to a person, and trouble with equipment.</summary>
public enum Lane
{
    /// <summary>Somebody may be in danger.</summary>
    Life,

    /// <summary>A device needs attention.</summary>
    Technical,
}

namespace ElderAlert.Domain.Silence;

/// <summary>By what somebody in a home shows that they are well.</summary>
public enum SignOfLife
{
    /// <summary>A button was pressed.</summary>
    Button,

    /// <summary>Somebody moved inside, got into bed or out of it.</summary>
    Motion,

    /// <summary>The entrance door was opened or closed.</summary>
    Door,

    /// <summary>Somebody of the home spoke with the hotline.</summary>
    Call,
}

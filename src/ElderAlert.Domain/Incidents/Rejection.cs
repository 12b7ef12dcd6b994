namespace ElderAlert.Domain.Incidents;

/// <summary>Why a command was refused. The names are part of the public contract.</summary>
public enum RejectionCode
{
    /// <summary>No such incident, or not in the caller's centre.</summary>
    NotFound,

    /// <summary>Not allowed in the state that the incident is in.</summary>
    WrongState,

    /// <summary>Another operator has it.</summary>
    AlreadyClaimed,

    /// <summary>Only the operator who has it, or a supervisor, may do this.</summary>
    NotOwner,

    /// <summary>Nobody has spoken to the resident and nobody has gone: it cannot be called over.</summary>
    VoiceContactRequired,

    /// <summary>The call-back is still owed.</summary>
    FollowUpRequired,

    /// <summary>The responder is unknown or not on duty.</summary>
    UnknownResponder,

    /// <summary>The responder has not been dispatched to this incident.</summary>
    NotDispatched,

    /// <summary>The responder has already been dispatched to this incident.</summary>
    AlreadyDispatched,

    /// <summary>The person is unknown, or has no address for the channel.</summary>
    UnknownRecipient,

    /// <summary>A value is outside what is allowed; the detail says which.</summary>
    Invalid,
}

/// <summary>A refused command: nothing has changed.</summary>
/// <param name="Code">Which rule.</param>
/// <param name="Detail">A sentence for the person who asked.</param>
public sealed record Rejection(RejectionCode Code, string Detail);

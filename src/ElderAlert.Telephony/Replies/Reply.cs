namespace ElderAlert.Telephony.Replies;

/// <summary>What somebody means by a text message.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>They go, or take responsibility.</summary>
    /// <param name="EtaMinutes">When they expect to be there, if they said.</param>
    public sealed record Going(int? EtaMinutes) : Reply;

    /// <summary>They cannot.</summary>
    /// <param name="IsPlain">It is the number that was asked for; otherwise it was read out of their words.</param>
    public sealed record Declined(bool IsPlain) : Reply;

    /// <summary>Words of their own: shown to the operator as they are, never guessed at.</summary>
    public sealed record Unclear : Reply;
}

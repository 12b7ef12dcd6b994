namespace ElderAlert.Telephony.Twilio;

/// <summary>What came of one request to create a message or a call.</summary>
internal abstract record TwilioAnswer
{
    private TwilioAnswer()
    {
    }

    /// <summary>Twilio has it.</summary>
    public sealed record Created(string Sid) : TwilioAnswer;

    /// <summary>Twilio read it and said no.</summary>
    public sealed record Refused(TwilioError Error) : TwilioAnswer;

    /// <summary>Twilio said that it did not process it: safe to send again, after a while where it says so.</summary>
    public sealed record Busy(TimeSpan? RetryAfter) : TwilioAnswer;

    /// <summary>No byte of it left: refused connection, unknown host, failed handshake. Safe to send again.</summary>
    public sealed record NotSent(string Reason) : TwilioAnswer;

    /// <summary>It left, and nobody knows what became of it. Never sent again before it has been looked up.</summary>
    public sealed record InDoubt(string Reason) : TwilioAnswer;
}

/// <summary>What came of looking up what Twilio has.</summary>
internal abstract record TwilioListing<T>
{
    private TwilioListing()
    {
    }

    /// <summary>Everything that was asked for.</summary>
    public sealed record Complete(IReadOnlyList<T> Items) : TwilioListing<T>;

    /// <summary>It could not be read, or not all of it: nothing may be concluded.</summary>
    public sealed record Failed(string Reason) : TwilioListing<T>;
}

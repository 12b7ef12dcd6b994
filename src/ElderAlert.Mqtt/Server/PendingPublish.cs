namespace ElderAlert.Mqtt.Server;

/// <summary>A message that waits for the sink. Reused, with its continuation, so that waiting costs no allocation.</summary>
internal sealed class PendingPublish
{
    private readonly Action _onCompleted;
    private InboundPublishes? _owner;
    private ValueTask<PublishOutcome> _outcome;
    private volatile bool _isCompleted;

    public PendingPublish()
    {
        _onCompleted = OnCompleted;
    }

    public ApplicationMessage Message { get; private set; } = null!;

    public ushort PacketId { get; private set; }

    public bool IsCompleted => _isCompleted;

    /// <param name="owner">Is told when the outcome is known.</param>
    /// <param name="message">What waits.</param>
    /// <param name="packetId">Its identifier; 0 at QoS 0.</param>
    /// <param name="outcome">What it waits for.</param>
    /// <param name="isCompleted">
    /// Whether that was known when the message was found to have to wait. Asked again here it may have come meanwhile, and nobody would be told.
    /// </param>
    public void Start(InboundPublishes owner, ApplicationMessage message, ushort packetId, ValueTask<PublishOutcome> outcome, bool isCompleted)
    {
        _owner = owner;
        Message = message;
        PacketId = packetId;
        _outcome = outcome;
        _isCompleted = isCompleted;
    }

    /// <summary>Asks to be told of the outcome; to be called once the message has its place in the queue.</summary>
    public void Watch()
    {
        if (!_isCompleted)
        {
            _outcome.GetAwaiter().UnsafeOnCompleted(_onCompleted);
        }
    }

    /// <summary>The completed outcome; leaves this object ready for its next message.</summary>
    public ValueTask<PublishOutcome> TakeOutcome()
    {
        var outcome = _outcome;
        _outcome = default;
        _owner = null;
        _isCompleted = false;
        return outcome;
    }

    private void OnCompleted()
    {
        var owner = _owner!;
        _isCompleted = true;
        owner.OnCompleted();
    }
}

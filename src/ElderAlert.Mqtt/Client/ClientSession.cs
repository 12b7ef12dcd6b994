using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Sessions;

namespace ElderAlert.Mqtt.Client;

/// <summary>What a client must remember between connections (4.1): messages not finished in either direction.</summary>
internal sealed class ClientSession(TimeProvider time, bool outlivesConnection)
{
    public Outbox Outbox { get; } = new(new OutboxLimits(int.MaxValue, long.MaxValue), time);

    /// <summary>
    /// Identifiers of messages at QoS 2 that were acknowledged and whose PUBREL has not come. Used by one connection after the other, under the lock
    /// of its <see cref="IncomingPublishes"/>.
    /// </summary>
    public HashSet<ushort> Received { get; } = [];

    /// <summary>True: unfinished messages wait for the next connection. False: they fail with this one.</summary>
    public bool OutlivesConnection { get; } = outlivesConnection;

    /// <summary>Sends or queues a message; completes with the reason code of its acknowledgement, at QoS 0 at once.</summary>
    public Task<ReasonCode> PublishAsync(ApplicationMessage message)
    {
        var completion = message.QoS > QualityOfService.AtMostOnce
            ? new TaskCompletionSource<ReasonCode>(TaskCreationOptions.RunContinuationsAsynchronously)
            : null;
        Outbox.Deliver(new Delivery(
            TimedMessage.From(message, time.GetUtcNow()), message.QoS, message.Retain, Essential: true, null, completion));
        return completion?.Task ?? Task.FromResult(ReasonCode.Success);
    }
}

using ElderAlert.Domain;
using ElderAlert.Engine;
using ElderAlert.Engine.Watch;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Server.Ingest;

/// <summary>
/// Takes what a bridge brings as if its device had sent it here: on <c>ea/v1/{deviceId}/...</c> that device speaks, on an ecosystem's topics
/// the bridge's gateway. While the gateway is not on file nothing is taken, and the broker keeps it.
/// </summary>
internal sealed class BridgeSink(
    IncidentEngine engine, SilenceWatch watch, ITopicAuthorizer topics, IPublishSink sink, IConnectionObserver observer, ILogger<BridgeSink> logger) : IPublishSink
{
    private int _isWaiting;

    public ValueTask<PublishOutcome> PublishAsync(InboundPublish publish)
    {
        if (engine.Directory.Find(new DeviceId(publish.Client.Identity)) is null)
        {
            if (Interlocked.Exchange(ref _isWaiting, 1) == 0)
            {
                IngestLog.BridgeGatewayUnknown(logger, publish.Client.Identity);
            }

            return ValueTask.FromResult(PublishOutcome.Unavailable);
        }

        Volatile.Write(ref _isWaiting, 0);
        var message = publish.Message;
        var spoken = publish;
        if (DeviceTopics.OwnerOf(message.Topic) is { } name && engine.Directory.Find(new DeviceId(name)) is { } device)
        {
            watch.HearCarried(new DeviceId(publish.Client.Identity), device.Id);
            spoken = publish with { Client = publish.Client with { Identity = name } };
        }

        return topics.CanPublish(spoken.Client, message.Topic, message.QoS, message.Retain) ? sink.PublishAsync(spoken) : RefuseAsync(spoken);
    }

    private async ValueTask<PublishOutcome> RefuseAsync(InboundPublish publish)
    {
        await observer.PublishRefusedAsync(publish, ReasonCode.NotAuthorized);
        return PublishOutcome.Refused(ReasonCode.NotAuthorized);
    }
}

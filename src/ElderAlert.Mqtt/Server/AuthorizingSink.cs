using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>Lets through to the host's sink what the publisher may publish; tells the observer of the rest.</summary>
internal sealed class AuthorizingSink(MqttServer server)
{
    public ValueTask<PublishOutcome> PublishAsync(in InboundPublish publish)
    {
        var (message, application) = (publish.Message, server.Application);
        if (!application.Authorizer.CanPublish(publish.Client, message.Topic, message.QoS, message.Retain))
        {
            return RefuseAsync(publish);
        }

        try
        {
            return application.Sink.PublishAsync(publish);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<PublishOutcome>(exception);
        }
    }

    private async ValueTask<PublishOutcome> RefuseAsync(InboundPublish publish)
    {
        await server.Observe(publish.Client.ConnectionId, observer => observer.PublishRefusedAsync(publish, ReasonCode.NotAuthorized));
        return PublishOutcome.Refused(ReasonCode.NotAuthorized);
    }
}

using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Mqtt.TestHost;

/// <summary>Lets in everybody under their own name and takes every message at once: a plain broker.</summary>
internal sealed class OpenApplication(HostArguments arguments) : IDeviceAuthenticator, ITopicAuthorizer, IPublishSink, IConnectionObserver
{
    public ValueTask<AuthenticationResult> AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AuthenticationResult.Accepted(""));

    public bool CanPublish(ClientConnection client, string topic, QualityOfService qos, bool retain) => true;

    public bool CanSubscribe(ClientConnection client, string topicFilter) => !arguments.DeniedSubscriptions.Contains(topicFilter);

    public ValueTask<PublishOutcome> PublishAsync(InboundPublish publish) => ValueTask.FromResult(PublishOutcome.Accepted);

    public ValueTask ConnectedAsync(ClientConnection client) => ValueTask.CompletedTask;

    public ValueTask DisconnectedAsync(ClientConnection client, DisconnectCause cause) => ValueTask.CompletedTask;

    public ValueTask ConnectionRefusedAsync(RefusedConnection refused) => ValueTask.CompletedTask;

    public ValueTask PublishRefusedAsync(InboundPublish publish, ReasonCode reasonCode) => ValueTask.CompletedTask;

    public ValueTask SubscriptionRefusedAsync(ClientConnection client, string topicFilter, ReasonCode reasonCode) => ValueTask.CompletedTask;
}

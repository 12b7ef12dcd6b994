using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using ElderAlert.Mqtt.Protocol;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>A host that lets everybody do everything unless a test says otherwise, and remembers what it was told.</summary>
internal sealed class RecordingApplication : IDeviceAuthenticator, ITopicAuthorizer, IPublishSink, IConnectionObserver
{
    private readonly Channel<InboundPublish> _published = Channel.CreateUnbounded<InboundPublish>();
    private readonly Channel<(ClientConnection Client, DisconnectCause Cause)> _disconnected =
        Channel.CreateUnbounded<(ClientConnection, DisconnectCause)>();

    private readonly Channel<RefusedConnection> _refused = Channel.CreateUnbounded<RefusedConnection>();

    public Func<ConnectRequest, AuthenticationResult> Authenticate { get; set; } =
        request => AuthenticationResult.Accepted(request.UserName ?? "anyone");

    public Func<string, bool> MayPublish { get; set; } = _ => true;

    public Func<string, bool> MaySubscribe { get; set; } = _ => true;

    public Func<InboundPublish, ValueTask<PublishOutcome>> Sink { get; set; } = _ => ValueTask.FromResult(PublishOutcome.Accepted);

    public ConcurrentQueue<ClientConnection> Connected { get; } = [];

    public ConcurrentQueue<(string Topic, ReasonCode ReasonCode)> RefusedPublishes { get; } = [];

    public ConcurrentQueue<string> RefusedSubscriptions { get; } = [];

    public ValueTask<InboundPublish> NextPublishAsync() => _published.Reader.ReadAsync(Patience());

    public ValueTask<(ClientConnection Client, DisconnectCause Cause)> NextDisconnectAsync() => _disconnected.Reader.ReadAsync(Patience());

    public ValueTask<RefusedConnection> NextRefusalAsync() => _refused.Reader.ReadAsync(Patience());

    public int PublishesWaiting => _published.Reader.Count;

    ValueTask<AuthenticationResult> IDeviceAuthenticator.AuthenticateAsync(ConnectRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Authenticate(request));

    bool ITopicAuthorizer.CanPublish(ClientConnection client, string topic, QualityOfService qos, bool retain) => MayPublish(topic);

    bool ITopicAuthorizer.CanSubscribe(ClientConnection client, string topicFilter) => MaySubscribe(topicFilter);

    ValueTask<PublishOutcome> IPublishSink.PublishAsync(InboundPublish publish)
    {
        _published.Writer.TryWrite(publish);
        return Sink(publish);
    }

    ValueTask IConnectionObserver.ConnectedAsync(ClientConnection client)
    {
        Connected.Enqueue(client);
        return ValueTask.CompletedTask;
    }

    ValueTask IConnectionObserver.DisconnectedAsync(ClientConnection client, DisconnectCause cause)
    {
        _disconnected.Writer.TryWrite((client, cause));
        return ValueTask.CompletedTask;
    }

    ValueTask IConnectionObserver.ConnectionRefusedAsync(RefusedConnection refused)
    {
        _refused.Writer.TryWrite(refused);
        return ValueTask.CompletedTask;
    }

    ValueTask IConnectionObserver.PublishRefusedAsync(InboundPublish publish, ReasonCode reasonCode)
    {
        RefusedPublishes.Enqueue((publish.Message.Topic, reasonCode));
        return ValueTask.CompletedTask;
    }

    ValueTask IConnectionObserver.SubscriptionRefusedAsync(ClientConnection client, string topicFilter, ReasonCode reasonCode)
    {
        RefusedSubscriptions.Enqueue(topicFilter);
        return ValueTask.CompletedTask;
    }

    public static string Text(ApplicationMessage message) => Encoding.UTF8.GetString(message.Payload.Span);

    private static CancellationToken Patience() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}

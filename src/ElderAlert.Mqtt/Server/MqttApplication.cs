namespace ElderAlert.Mqtt.Server;

/// <summary>The host's side of the server: the only seams through which it is asked and told.</summary>
internal sealed record MqttApplication(
    IDeviceAuthenticator Authenticator, ITopicAuthorizer Authorizer, IPublishSink Sink, IConnectionObserver Observer);

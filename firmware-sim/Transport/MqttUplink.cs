using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ElderAlert.Mqtt;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.FirmwareSim.Transport;

/// <summary>Opens MQTT 5.0 connections with a session that the server keeps for a day, so that commands wait for a device that is away.</summary>
internal sealed class MqttUplinkFactory(TimeProvider time) : IUplinkFactory
{
    private static readonly TimeSpan SessionKept = TimeSpan.FromDays(1);

    public async Task<IUplink> ConnectAsync(UplinkAddress address, Action<ReadOnlyMemory<byte>> onCommand, CancellationToken ct)
    {
        var options = new MqttClientOptions
        {
            Host = address.Broker.Host,
            Port = address.Broker.Port,
            ClientId = address.DeviceId,
            UserName = address.DeviceId,
            Password = Encoding.UTF8.GetBytes(address.Key),
            CleanStart = false,
            SessionExpiry = SessionKept,
            Will = new ApplicationMessage(address.StatusTopic, "offline"u8.ToArray(), QualityOfService.AtLeastOnce, Retain: true),
            Time = time,
        };
        try
        {
            return new MqttUplink(await MqttClient.ConnectAsync(options, Receive, ct));
        }
        catch (Exception exception) when (exception
            is MqttConnectException or MqttConnectionLostException or MqttProtocolException
            or TimeoutException or SocketException or IOException or AuthenticationException)
        {
            throw new UplinkException($"no connection to {address.Broker.Host}:{address.Broker.Port}: {exception.Message}", exception);
        }

        ValueTask Receive(ReceivedMessage received)
        {
            onCommand(received.Message.Payload);
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>One MQTT connection of a device.</summary>
internal sealed class MqttUplink : IUplink
{
    private readonly MqttClient _client;
    private readonly CancellationTokenSource _lost = new();

    public MqttUplink(MqttClient client)
    {
        _client = client;
        _ = WatchAsync();
    }

    public CancellationToken Lost => _lost.Token;

    public async Task<string?> PublishAsync(OutgoingMessage message, CancellationToken ct)
    {
        var qos = message.MustArrive ? QualityOfService.AtLeastOnce : QualityOfService.AtMostOnce;
        try
        {
            var reason = await _client.PublishAsync(new ApplicationMessage(message.Topic, message.Payload, qos, message.Retain), ct);
            return reason switch
            {
                < ReasonCode.UnspecifiedError => null,
                ReasonCode.NotAuthorized or ReasonCode.TopicNameInvalid or ReasonCode.PayloadFormatInvalid => reason.ToString(),
                _ => throw new UplinkException($"not taken: {reason}"),
            };
        }
        catch (MqttConnectionLostException exception)
        {
            throw new UplinkException(exception.Message, exception);
        }
    }

    public async Task SubscribeAsync(string filter, CancellationToken ct)
    {
        try
        {
            var reason = await _client.SubscribeAsync(filter, QualityOfService.AtLeastOnce, ct);
            if (reason >= ReasonCode.UnspecifiedError)
            {
                throw new UplinkException($"may not subscribe to {filter}: {reason}");
            }
        }
        catch (MqttConnectionLostException exception)
        {
            throw new UplinkException(exception.Message, exception);
        }
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        try
        {
            await _client.DisconnectAsync().AsTask().WaitAsync(ct);
        }
        catch (Exception exception) when (exception is MqttConnectionLostException or IOException)
        {
            throw new UplinkException(exception.Message, exception);
        }
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private async Task WatchAsync()
    {
        await _client.Closed;
        await _lost.CancelAsync();
    }
}

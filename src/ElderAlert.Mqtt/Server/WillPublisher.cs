using Microsoft.Extensions.Logging;

namespace ElderAlert.Mqtt.Server;

/// <summary>Publishes the wills of clients that are gone, through the same sink as any message (3.1.2.5).</summary>
internal sealed class WillPublisher(MqttServer server)
{
    private const int Attempts = 5;

    /// <summary>Publishes; tries again when the sink is not available.</summary>
    public async Task PublishAsync(ClientConnection client, ApplicationMessage will)
    {
        var publish = new InboundPublish(client, will, Duplicate: false, IsWill: true, server.Time.GetUtcNow());
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 << attempt), server.Time);
            }

            var outcome = await TryAsync(publish);
            if (outcome.IsAvailable)
            {
                // A client that came back meanwhile has the last word on its topics: a will that was held up must not replace it.
                if (outcome == PublishOutcome.Accepted && (attempt == 0 || !server.Sessions.IsConnected(client.ClientId)))
                {
                    server.Router.Publish(will, publisher: null, essential: false);
                }

                return;
            }
        }

        Log.WillLost(server.Logger, client.ClientId, Attempts);
    }

    private async ValueTask<PublishOutcome> TryAsync(InboundPublish publish)
    {
        try
        {
            return await server.Sink.PublishAsync(publish);
        }
        catch (Exception exception)
        {
            Log.SinkFailed(server.Logger, exception, publish.Client.ClientId);
            return PublishOutcome.Unavailable;
        }
    }
}

using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Persistence;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Server;

/// <summary>
/// Acknowledgements on their way out: at once, or, where sessions are kept on disk, when everything that routing put on
/// record for other sessions is there. Their order is kept.
/// </summary>
internal sealed class DurableAcknowledgements(MqttServer server, ConnectedClient client, Action onProgress)
{
    private readonly Lock _sync = new();
    private Queue<(long Position, AckPacket Ack)>? _waiting;

    public bool IsEmpty
    {
        get
        {
            lock (_sync)
            {
                return (_waiting?.Count ?? 0) == 0;
            }
        }
    }

    public void Send(AckPacket ack)
    {
        lock (_sync)
        {
            if (server.Journal is not { } journal || ((_waiting?.Count ?? 0) == 0 && journal.Durable >= journal.Appended))
            {
                client.Output.Write(ack);
                return;
            }

            _waiting ??= new Queue<(long Position, AckPacket Ack)>(4);
            _waiting.Enqueue((journal.Appended, ack));
            if (_waiting.Count == 1)
            {
                _ = SendStoredAsync(journal, _waiting);
            }
        }
    }

    private async Task SendStoredAsync(SessionJournal journal, Queue<(long Position, AckPacket Ack)> waiting)
    {
        try
        {
            var isEmpty = false;
            while (!isEmpty)
            {
                await journal.FlushAsync();
                lock (_sync)
                {
                    while (waiting.TryPeek(out var next) && next.Position <= journal.Durable)
                    {
                        client.Output.Write(waiting.Dequeue().Ack);
                    }

                    isEmpty = waiting.Count == 0;
                }

                client.Output.Flush();
                onProgress();
            }
        }
        catch (Exception exception)
        {
            Log.SinkFailed(server.Logger, exception, client.Connection.ClientId);
            lock (_sync)
            {
                waiting.Clear();
            }

            client.Close(ReasonCode.ServerBusy, "The message could not be stored; it is to be sent again");
            onProgress();
        }
    }
}

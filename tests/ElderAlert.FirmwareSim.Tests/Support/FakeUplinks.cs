using System.Collections.Concurrent;
using System.Text;
using ElderAlert.FirmwareSim.Transport;

namespace ElderAlert.FirmwareSim.Tests.Support;

/// <summary>A server that a test scripts: refuses, takes without acknowledging, hangs up.</summary>
internal sealed class FakeUplinks : IUplinkFactory
{
    private readonly ConcurrentQueue<OutgoingMessage> _taken = new();

    public int Attempts { get; private set; }

    public bool RefusesConnections { get; set; }

    /// <summary>So many messages that must arrive are taken but never acknowledged.</summary>
    public int SwallowsAcknowledgements { get; set; }

    /// <summary>Topics that it never takes.</summary>
    public string? RefusedTopic { get; set; }

    public FakeUplink? Current { get; private set; }

    public IEnumerable<string> Taken => _taken.Select(message => $"{message.Topic} {Encoding.UTF8.GetString(message.Payload)}");

    public Task<IUplink> ConnectAsync(UplinkAddress address, Action<ReadOnlyMemory<byte>> onCommand, CancellationToken ct)
    {
        Attempts++;
        if (RefusesConnections)
        {
            throw new UplinkException("connection refused");
        }

        Current = new FakeUplink(this, onCommand);
        return Task.FromResult<IUplink>(Current);
    }

    internal sealed class FakeUplink(FakeUplinks server, Action<ReadOnlyMemory<byte>> onCommand) : IUplink
    {
        private readonly CancellationTokenSource _lost = new();

        public CancellationToken Lost => _lost.Token;

        public bool WasClosed { get; private set; }

        public void Command(string json) => onCommand(Encoding.UTF8.GetBytes(json));

        public void HangUp() => _lost.Cancel();

        public async Task<string?> PublishAsync(OutgoingMessage message, CancellationToken ct)
        {
            server._taken.Enqueue(message);
            if (message.MustArrive && !message.Retain && server.SwallowsAcknowledgements > 0)
            {
                server.SwallowsAcknowledgements--;
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
            }

            return message.Topic == server.RefusedTopic ? "NotAuthorized" : null;
        }

        public Task SubscribeAsync(string filter, CancellationToken ct)
        {
            server._taken.Enqueue(new OutgoingMessage($"subscribe {filter}", []));
            return Task.CompletedTask;
        }

        public Task CloseAsync(CancellationToken ct)
        {
            WasClosed = true;
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.Threading.Channels;
using ElderAlert.Mqtt.Client;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>Keeps what a client receives until a test asks for it.</summary>
internal sealed class Collector
{
    private readonly Channel<ReceivedMessage> _messages = Channel.CreateUnbounded<ReceivedMessage>();

    public int Waiting => _messages.Reader.Count;

    public ValueTask OnMessage(ReceivedMessage message) => _messages.Writer.WriteAsync(message);

    public ValueTask<ReceivedMessage> NextAsync() =>
        _messages.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

    public async Task<string> NextTextAsync() => RecordingApplication.Text((await NextAsync()).Message);
}

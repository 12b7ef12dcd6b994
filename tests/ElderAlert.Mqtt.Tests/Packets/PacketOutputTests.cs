using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ElderAlert.Mqtt.Client;
using ElderAlert.Mqtt.Packets;
using ElderAlert.Mqtt.Protocol;

namespace ElderAlert.Mqtt.Tests.Packets;

public sealed class PacketOutputTests
{
    [Fact]
    public async Task Publish_WhileAnotherThreadFlushes_IsSentAndNotLeftWaiting()
    {
        using var pipe = new SlowPipe();
        var output = new PacketOutput(pipe) { Version = MqttProtocolVersion.V500 };
        var session = new ClientSession(TimeProvider.System, outlivesConnection: false);
        output.Unblocked = session.Outbox.Pump;
        session.Outbox.Attach(output, window: 10);
        output.Write(new PingPacket(PacketType.PingReq));

        var flushing = Task.Run(output.Flush);
        await pipe.IsFlushing;
        var publishing = Task.Run(() => session.PublishAsync(new ApplicationMessage("t", "hello"u8.ToArray(), QualityOfService.AtLeastOnce)));
        await Task.WhenAny(publishing, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System));
        pipe.LetFlushEnd();
        await flushing;

        await Support.Eventually.TrueAsync(() => pipe.Written.Contains("hello", StringComparison.Ordinal));
    }

    /// <summary>A transport that takes its time but ends each flush before the call returns.</summary>
    private sealed class SlowPipe : PipeWriter, IDisposable
    {
        private readonly ArrayBufferWriter<byte> _written = new();
        private readonly TaskCompletionSource _isFlushing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _mayEnd = new();

        public Task IsFlushing => _isFlushing.Task;

        public string Written
        {
            get
            {
                lock (_written)
                {
                    return Encoding.UTF8.GetString(_written.WrittenSpan);
                }
            }
        }

        public void LetFlushEnd() => _mayEnd.Set();

        public override void Advance(int bytes)
        {
            lock (_written)
            {
                _written.Advance(bytes);
            }
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            _isFlushing.TrySetResult();
            _mayEnd.Wait(cancellationToken);
            return ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: false));
        }

        public override void CancelPendingFlush()
        {
        }

        public override void Complete(Exception? exception = null)
        {
        }

        public void Dispose() => _mayEnd.Dispose();
    }
}

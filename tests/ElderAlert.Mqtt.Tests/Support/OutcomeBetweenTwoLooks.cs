using System.Threading.Tasks.Sources;
using ElderAlert.Mqtt.Server;

namespace ElderAlert.Mqtt.Tests.Support;

/// <summary>An outcome that comes after it was asked for once: who asks a second time finds it there.</summary>
internal sealed class OutcomeBetweenTwoLooks : IValueTaskSource<PublishOutcome>
{
    private int _looks;

    public ValueTask<PublishOutcome> Outcome => new(this, token: 0);

    PublishOutcome IValueTaskSource<PublishOutcome>.GetResult(short token) => PublishOutcome.Accepted;

    ValueTaskSourceStatus IValueTaskSource<PublishOutcome>.GetStatus(short token) =>
        Interlocked.Increment(ref _looks) == 1 ? ValueTaskSourceStatus.Pending : ValueTaskSourceStatus.Succeeded;

    void IValueTaskSource<PublishOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        ThreadPool.UnsafeQueueUserWorkItem(_ => continuation(state), null);
}

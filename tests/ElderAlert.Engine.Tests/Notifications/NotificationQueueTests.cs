using System.Collections.Concurrent;
using System.Globalization;
using ElderAlert.Domain;
using ElderAlert.Engine.Notifications;

namespace ElderAlert.Engine.Tests.Notifications;

public sealed class NotificationQueueTests
{
    private readonly NotificationQueue _queue = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeAsync_UrgentCameLast_IsFirst_TheOthersInTheirOrder()
    {
        Add("battery-1", isUrgent: false);
        Add("battery-2", isUrgent: false);
        Add("fall", isUrgent: true);

        Assert.Equal(["fall", "battery-1", "battery-2"], [await TakeAsync(), await TakeAsync(), await TakeAsync()]);
    }

    [Fact]
    public async Task TakeAsync_OnlyUrgent_LeavesTheRestToOthers()
    {
        Add("battery", isUrgent: false);
        var reserved = _queue.TakeAsync(onlyUrgent: true, Cancellation).AsTask();
        Assert.False(reserved.IsCompleted);

        Add("fall", isUrgent: true);

        Assert.Equal("fall", (await reserved).Id.Value);
        Assert.Equal("battery", await TakeAsync());
    }

    [Fact]
    public async Task TakeAsync_AnotherKindOfWorkerTookIt_WaitsForTheNext()
    {
        Add("fall", isUrgent: true);
        await TakeAsync();

        var reserved = _queue.TakeAsync(onlyUrgent: true, Cancellation).AsTask();
        Assert.False(reserved.IsCompleted);
        Add("smoke", isUrgent: true);

        Assert.Equal("smoke", (await reserved).Id.Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task ManyWorkers_EachIsTakenOnce()
    {
        const int Count = 20_000;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var taken = new ConcurrentQueue<string>();
        var workers = Enumerable.Range(0, 8).Select(n => Task.Run(() => WorkAsync(onlyUrgent: n < 2), Cancellation)).ToList();

        await Parallel.ForAsync(0, Count, Cancellation, (n, _) =>
        {
            Add(n.ToString(CultureInfo.InvariantCulture), isUrgent: n % 3 == 0);
            return ValueTask.CompletedTask;
        });
        await Task.WhenAll(workers);

        Assert.Equal(Count, taken.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Count, taken.Count);

        async Task WorkAsync(bool onlyUrgent)
        {
            try
            {
                while (true)
                {
                    taken.Enqueue((await _queue.TakeAsync(onlyUrgent, done.Token)).Id.Value);
                    if (taken.Count == Count)
                    {
                        await done.CancelAsync();
                    }
                }
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(Count, taken.Count);
            }
        }
    }

    private void Add(string id, bool isUrgent) => _queue.Add(new WaitingNotification(new NotificationId(id), isUrgent));

    private async Task<string> TakeAsync() => (await _queue.TakeAsync(onlyUrgent: false, Cancellation)).Id.Value;
}

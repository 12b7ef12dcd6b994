using ElderAlert.Domain.Journal;
using ElderAlert.Server.Hub;
using ElderAlert.Server.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace ElderAlert.Server.Tests.Hub;

public sealed class ConsoleFeedTests
{
    /// <summary>More than the engine's feed keeps for one subscriber.</summary>
    private const int TooMany = 9_000;

    [Fact]
    public async Task Run_ConsoleThatStalls_IsBroughtUpAgainAndMissesNothing()
    {
        await using var hotline = await Hotline.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var stop = new CancellationTokenSource();
        var proxy = new StallingProxy();
        var feed = hotline.Server.Services.GetRequiredService<ConsoleFeed>();
        var running = feed.RunAsync(Hotline.Alpha, 0, new ConsoleClient(proxy, patience.Token), _ => { }, stop.Token);
        await proxy.FirstMessage.Task.WaitAsync(patience.Token);

        await Task.WhenAll(Enumerable.Range(0, TooMany)
            .Select(i => hotline.Server.Engine.RecordAsync(Hotline.Alpha, new DeviceRefused($"d-{i}", "test"), patience.Token).AsTask()));
        proxy.GoOn.SetResult();
        var head = hotline.Server.Engine.Feed.Head(Hotline.Alpha);
        var id = await hotline.AlarmAsync();
        await proxy.Until(head + 1).WaitAsync(patience.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        // The console's knowledge after each message is "everything up to here"; a snapshot may jump ahead, an entry is always the next.
        var known = 0L;
        Assert.Equal(2, proxy.Messages.Count(m => m.Method == "Snapshot"));
        foreach (var (method, position) in proxy.Messages)
        {
            Assert.True(method == "Snapshot" ? position >= known : position == known + 1, $"{method} {position} after {known}");
            known = position;
        }

        Assert.NotEqual(default, id);
    }

    /// <summary>Takes the first message, and then nothing until it is told to go on.</summary>
    private sealed class StallingProxy : IClientProxy
    {
        private readonly Lock _gate = new();
        private readonly List<(string Method, long Position)> _messages = [];
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _wanted = long.MaxValue;

        public TaskCompletionSource FirstMessage { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<(string Method, long Position)> Messages
        {
            get
            {
                lock (_gate)
                {
                    return [.. _messages];
                }
            }
        }

        public Task Until(long position)
        {
            lock (_gate)
            {
                _wanted = position;
                Check();
            }

            return _reached.Task;
        }

        public async Task SendCoreAsync(string method, object?[] args, CancellationToken cancellationToken = default)
        {
            lock (_gate)
            {
                _messages.Add((method, (long)args[1]!));
                Check();
            }

            FirstMessage.TrySetResult();
            await GoOn.Task.WaitAsync(cancellationToken);
        }

        private void Check()
        {
            if (_messages.Count > 0 && _messages[^1].Position >= _wanted)
            {
                _reached.TrySetResult();
            }
        }
    }
}

using ElderAlert.Engine.Writing;

namespace ElderAlert.Engine.Tests.Writing;

public sealed class InboxTests
{
    private readonly Inbox _inbox = new(capacity: 16);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_AlarmsAndOthers_AlarmsFirstAndOthersNotStarved()
    {
        var (first, second, other) = (new Piece(), new Piece(), new Piece());
        await _inbox.AddAsync(other, isAlarm: false, Cancellation);
        await _inbox.AddAsync(first, isAlarm: true, Cancellation);
        await _inbox.AddAsync(second, isAlarm: true, Cancellation);

        var taken = new List<Work>();
        _inbox.Take(taken, limit: 2);

        Assert.Equal([first, other], taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WaitAsync_Empty_WakesWithTheNextPiece(bool waits)
    {
        var waiting = _inbox.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);

        if (waits)
        {
            await _inbox.AddAsync(new Piece(), isAlarm: false, Cancellation);
        }
        else
        {
            Assert.True(_inbox.TryAdd(new Piece(), isAlarm: false));
        }

        Assert.True(await waiting.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancellation));
    }

    [Fact]
    public async Task WaitAsync_Closed_GivesWhatIsLeftAndThenNothing()
    {
        await _inbox.AddAsync(new Piece(), isAlarm: true, Cancellation);
        _inbox.Close();

        Assert.True(await _inbox.WaitAsync());
        _inbox.Take([], limit: 10);
        Assert.False(await _inbox.WaitAsync());
        await Assert.ThrowsAsync<EngineUnavailableException>(() => _inbox.AddAsync(new Piece(), isAlarm: true, Cancellation).AsTask());
    }

    /// <summary>Many callers and one writer: no piece is lost and none waits for the next one to come.</summary>
    [Fact(Timeout = 60_000)]
    public async Task WaitAsync_ManyCallers_TakesEveryPiece()
    {
        const int Callers = 8;
        const int Each = 2_000;
        var adding = Enumerable.Range(0, Callers).Select(n => Task.Run(
            async () =>
            {
                for (var i = 0; i < Each; i++)
                {
                    await _inbox.AddAsync(new Piece(), isAlarm: (n + i) % 2 == 0, Cancellation);
                }
            },
            Cancellation));
        var closing = Task.WhenAll(adding).ContinueWith(_ => _inbox.Close(), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);

        var taken = new List<Work>();
        while (await _inbox.WaitAsync())
        {
            _inbox.Take(taken, taken.Count + 4);
        }

        await closing;
        Assert.Equal(Callers * Each, taken.Distinct().Count());
    }

    private sealed class Piece : Work
    {
        public override void Want(KnownKeys known)
        {
        }

        public override void Decide(Batch batch)
        {
        }

        public override void Complete()
        {
        }

        public override void Fail(Exception error)
        {
        }
    }
}

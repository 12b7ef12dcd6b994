using System.Collections.Concurrent;
using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Silence;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElderAlert.Engine.Watch;

/// <summary>
/// Notices silence: of devices, of homes, of whole areas. It hears every message, looks a few times a minute, and hands what it finds to the
/// engine as signals of its own. Heartbeats stay here; only changes of state reach operators.
/// </summary>
public sealed class SilenceWatch : IHostedService
{
    /// <summary>A clock that is set by so much at once was put; what is less, the margins bear.</summary>
    private static readonly TimeSpan Leap = TimeSpan.FromSeconds(30);

    /// <summary>So many messages are taken in before the next look: in a burst, nothing lies about until it is old.</summary>
    private const int Pile = 500;

    private readonly IncidentEngine _engine;
    private readonly IWatchStore _store;
    private readonly WatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SilenceWatch> _log;
    private readonly ConcurrentQueue<DeviceHeard> _heard = new();
    private readonly ConcurrentQueue<(DeviceId Gateway, bool IsWhole, DateTimeOffset At)> _ways = new();
    private readonly ConcurrentQueue<(HouseholdId Household, Rhythm Rhythm)> _lessons = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly WatchBook _book = new();
    private readonly Tellings _tellings;
    private readonly DeviceHearing _devices;
    private readonly HomeHearing _homes;
    private readonly Conversations _conversations;
    private readonly GatewayWays _gateways;
    private readonly DeviceLook _deviceLook;
    private readonly HomeLook _homeLook;
    private TaskCompletionSource _piled = NewPile();
    private IReadOnlyDictionary<CentreId, long> _heads = new Dictionary<CentreId, long>();
    private DateTimeOffset _listeningSince;
    private DateTimeOffset _savedAt;
    private DateTimeOffset _lookedAtNow;
    private long _lookedAt;
    private int _waiting;
    private Task _looking = Task.CompletedTask;

    /// <summary>A watch over an engine; it hears nothing before <see cref="StartAsync"/>.</summary>
    public SilenceWatch(IncidentEngine engine, IWatchStore store, WatchOptions options, TimeProvider time, ILogger<SilenceWatch> log)
    {
        (_engine, _store, _options, _time, _log) = (engine, store, options, time, log);
        var zones = new Zones();
        _tellings = new Tellings(engine, log);
        _gateways = new GatewayWays(engine, _book, _tellings, options);
        var outages = new OutageBook(engine, _book, _tellings, _gateways);
        _homes = new HomeHearing(engine, _book, _tellings, zones, options);
        _conversations = new Conversations(engine, _homes);
        _devices = new DeviceHearing(engine, _book, _tellings, _homes, outages);
        _deviceLook = new DeviceLook(engine, _book, _tellings, outages, _gateways);
        _homeLook = new HomeLook(engine, _book, _tellings, zones, _gateways);
    }

    /// <summary>How long ago it last looked; much more than <see cref="WatchOptions.Look"/> means that it is stuck.</summary>
    public TimeSpan SinceLooked => _time.GetElapsedTime(Interlocked.Read(ref _lookedAt));

    /// <summary>Everything that was found has been told.</summary>
    public bool IsIdle => _tellings.IsEmpty;

    /// <summary>Takes in a message; it never waits.</summary>
    public void Hear(DeviceHeard heard)
    {
        _heard.Enqueue(heard);
        if (Interlocked.Increment(ref _waiting) >= Pile)
        {
            Volatile.Read(ref _piled).TrySetResult();
        }
    }

    /// <summary>The way by which a gateway reaches this server broke, or is whole again; saying it twice changes nothing. It never waits.</summary>
    public void HearWay(DeviceId gateway, bool isWhole, DateTimeOffset at) => _ways.Enqueue((gateway, isWhole, at));

    /// <summary>A message of the device came by the gateway's way, whether the file says so or not.</summary>
    public void HearCarried(DeviceId gateway, DeviceId device) => _gateways.Carries(gateway, device);

    /// <summary>The gateway and everything that comes by its way.</summary>
    public IReadOnlyList<Device> ComingBy(DeviceId gateway) => _gateways.By(gateway);

    /// <summary>When the device was last heard, also before the server started; null where it never was.</summary>
    public DateTimeOffset? SeenAt(DeviceId device) => _book.Find(device)?.SeenAt;

    /// <summary>Whether the rhythm of a home was known when the watch started, or has been taught since.</summary>
    internal bool KnowsRhythmOf(HouseholdId household) => _book.IsRhythmKnown(household);

    /// <summary>Teaches what is usual in a home; days that the watch has seen itself stay as it saw them.</summary>
    internal void Teach(HouseholdId household, Rhythm rhythm) => _lessons.Enqueue((household, rhythm));

    /// <summary>Goes on from what was saved and begins to look.</summary>
    /// <exception cref="JournalException">The store cannot be read.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var snapshot = await _store.LoadAsync(cancellationToken);
        var now = _time.GetUtcNow();
        _book.Load(snapshot);
        _engine.Committed += HearOperators;
        await _conversations.CatchUpAsync(snapshot.Heads, cancellationToken);
        TakeIn();
        _book.Return(snapshot.ListeningUntil ?? now, now, Leap);
        (_listeningSince, _savedAt) = (snapshot.ListeningUntil is null ? DateTimeOffset.MinValue : now, now);
        _lookedAtNow = now;
        Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        WatchLog.Started(_log, snapshot.Devices.Count, snapshot.Homes.Count, now - (snapshot.ListeningUntil ?? now));
        _looking = Task.Run(LookAsync, CancellationToken.None);
    }

    /// <summary>Looks no more and saves what it heard.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _engine.Committed -= HearOperators;
        await _stopping.CancelAsync();
        await _looking.WaitAsync(cancellationToken);
        TakeIn();
        _gateways.Close(_time.GetUtcNow());
        await SaveAsync(_time.GetUtcNow());
    }

    private async Task LookAsync()
    {
        var nextLook = Task.CompletedTask;
        while (!_stopping.IsCancellationRequested)
        {
            var now = _time.GetUtcNow();
            var isDue = nextLook.IsCompleted || LeapTo(now).Duration() >= Leap;
            try
            {
                if (isDue)
                {
                    await LookAsync(now);
                }
                else
                {
                    TakeIn();
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                WatchLog.LookStopped(_log);
            }
            catch (Exception error)
            {
                WatchLog.LookFailed(_log, error);
            }

            nextLook = isDue ? NextLookAsync() : nextLook;
            await Task.WhenAny(nextLook, _piled.Task);
            Volatile.Write(ref _piled, NewPile());
        }
    }

    private Task NextLookAsync()
    {
        var rest = _options.Look - SinceLooked;
        return rest > TimeSpan.Zero ? Task.Delay(rest, _time, _stopping.Token) : Task.CompletedTask;
    }

    private async Task LookAsync(DateTimeOffset now)
    {
        FollowClock(now);
        TakeIn();
        var mayJudge = now - _listeningSince >= _options.Reconnect;
        _gateways.Look(now);
        _deviceLook.Look(now, mayJudge);
        _homeLook.Look(now, _listeningSince, mayJudge);
        await _tellings.TellAsync(_stopping.Token);
        if (now - _savedAt >= _options.Save)
        {
            await SaveAsync(now);
        }
    }

    /// <summary>
    /// The wall clock was put, or the machine has slept: nobody could be heard in a time that has not been, and what was heard in a future that
    /// was taken back happened before. Devices have the time to come back, as after a start.
    /// </summary>
    private void FollowClock(DateTimeOffset now)
    {
        var leap = LeapTo(now);
        _lookedAtNow = now;
        Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        if (leap.Duration() >= Leap)
        {
            WatchLog.ClockPut(_log, leap);
            _book.Shift(leap);
            _listeningSince = now;
            _savedAt = now - _options.Save;
        }
    }

    /// <summary>By how much the wall clock has been put since the last look.</summary>
    private TimeSpan LeapTo(DateTimeOffset now) => now - _lookedAtNow - SinceLooked;

    private static TaskCompletionSource NewPile() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void TakeIn()
    {
        while (_ways.TryDequeue(out var way))
        {
            if (way.IsWhole)
            {
                _gateways.Mend(way.Gateway, way.At);
            }
            else
            {
                _gateways.Break(way.Gateway, way.At);
            }
        }

        while (_heard.TryDequeue(out var heard))
        {
            Interlocked.Decrement(ref _waiting);
            _devices.Take(heard);
        }

        while (_lessons.TryDequeue(out var lesson))
        {
            _book.Set(lesson.Household, new Rhythm(lesson.Rhythm.Days.SetItems(_book.RhythmOf(lesson.Household).Days)));
        }

        _heads = _conversations.TakeIn();
    }

    /// <summary>Nothing is saved before it is told: what was found and not told is found again after a crash.</summary>
    private async Task SaveAsync(DateTimeOffset now)
    {
        if (!_tellings.IsEmpty)
        {
            return;
        }

        var directory = _engine.Directory;
        _book.Keep(d => directory.Find(d) is not null, h => directory.Find(h) is not null);
        var daysKept = directory.Centres.Select(c => directory.SilenceOf(c.Id).Inactivity.DaysKept).DefaultIfEmpty(0).Max();
        try
        {
            await _store.SaveAsync(_book.Changes(now, _heads, daysKept), CancellationToken.None);
            _book.Saved();
            _savedAt = now;
        }
        catch (JournalException failure)
        {
            WatchLog.NotSaved(_log, failure);
        }
    }

    /// <summary>Called on the writer's thread.</summary>
    private void HearOperators(CommittedEntry committed) => _conversations.Hear(committed.Entry);
}

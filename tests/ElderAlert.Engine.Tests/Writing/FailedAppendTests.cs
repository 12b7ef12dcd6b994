using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Feed;
using ElderAlert.Engine.Ports;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Writing;

/// <summary>When the disk fails nothing is acknowledged, and when it comes back everything goes on, once.</summary>
public sealed class FailedAppendTests : IAsyncLifetime
{
    private static readonly CentreId Centre = new("c");
    private static readonly DeviceId Pendant = new("pendant");
    private static readonly DeviceId OtherPendant = new("other");

    private readonly FakeClock _clock = new();
    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    /// <summary>Without an auditor, whose facts would show sooner than anything else that the journal works again.</summary>
    public FailedAppendTests() =>
        _engine = new IncidentEngine(_journal, _clock, new EngineOptions { AuditInterval = TimeSpan.FromDays(1) }, NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync(CancellationToken.None);
        var area = new Area(Centre, new AreaId("a"), null, AreaLevel.Town, "Town", null);
        DirectoryItem[] file =
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"),
            area,
            new Household(Centre, new HouseholdId("h1"), area.Id, "Chen", "Lane 3", null, null, null),
            new Household(Centre, new HouseholdId("h2"), area.Id, "Zhou", "Lane 4", null, null, null),
            new Device(Centre, Pendant, new HouseholdId("h1"), DeviceType.Pendant),
            new Device(Centre, OtherPendant, new HouseholdId("h2"), DeviceType.Pendant),
        ];
        Assert.IsType<EditResult.Done>(await _engine.EditAsync(new DirectoryEdit(Centre, Actor.System, file, []), CancellationToken.None));

        // Whoever asked is answered before the feed tells of it.
        await TurnUntilAsync(() => _engine.Feed.Head(Centre) >= file.Length);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task NothingOnDisk_NotAcknowledged_ThenTheRedeliveryOpens()
    {
        _journal.Fault = AppendFault.Before;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());
        Assert.NotNull(_engine.Fault);
        Assert.Empty(_engine.OpenIncidents(Centre));

        _journal.Fault = AppendFault.None;
        var receipt = await PressAsync(Pendant, "b-1");

        Assert.Equal(SignalFate.Opened, receipt.Fate);
        Assert.Null(_engine.Fault);
        Assert.Empty(await _journal.VerifyAsync(CancellationToken.None));
    }

    /// <summary>State is read anew after the failure; what was open before is still where its home's signals look for it.</summary>
    [Fact]
    public async Task AnIncidentFromBeforeTheFailure_IsJoinedAfterIt()
    {
        var opened = await PressAsync(Pendant, "b-1");
        _journal.Fault = AppendFault.After;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(OtherPendant, "b-1").AsTask());

        _journal.Fault = AppendFault.None;
        var joined = await PressAsync(Pendant, "b-2");

        Assert.Equal((SignalFate.Joined, opened.Incident), (joined.Fate, joined.Incident));
        Assert.Empty(await _journal.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task OnDiskButNotAnswered_RedeliveryIsADuplicate_AndTheIncidentIsThere()
    {
        _journal.Fault = AppendFault.After;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());

        _journal.Fault = AppendFault.None;
        var receipt = await PressAsync(Pendant, "b-1");

        Assert.Equal(SignalFate.Duplicate, receipt.Fate);
        Assert.Equal(receipt.Incident, Assert.Single(_engine.OpenIncidents(Centre)).Id);
        Assert.Empty(await _journal.VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task OnDiskButNotAnswered_NobodyWritesAgain_TheClockWakesTheWriter()
    {
        _journal.Fault = AppendFault.After;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());
        _journal.Fault = AppendFault.None;

        await TurnUntilAsync(() => _engine.OpenIncidents(Centre).Count > 0);

        Assert.Single(_engine.OpenIncidents(Centre));
    }

    /// <summary>Reading works and writing does not: on a quiet night nothing else would show it.</summary>
    [Fact]
    public async Task NothingOnDisk_StateIsReadAnew_TheFaultStaysUntilAnEntryIsTaken()
    {
        _journal.Fault = AppendFault.Before;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());
        var isReadAnew = false;
        _engine.Reloaded += () => isReadAnew = true;

        await TurnUntilAsync(() => isReadAnew);
        await _engine.ExecuteAsync(Centre, new IncidentId("none"), _ => throw new InvalidOperationException("there is no such incident"), requestId: null, CancellationToken.None);

        Assert.NotNull(_engine.Fault);
        _journal.Fault = AppendFault.None;
        await PressAsync(Pendant, "b-1");
        Assert.Null(_engine.Fault);
    }

    [Fact]
    public async Task OnDiskButNotAnswered_SubscribersAreCutOff_SoThatTheyReadTheGap()
    {
        using var subscription = _engine.Feed.Subscribe(Centre);
        _journal.Fault = AppendFault.After;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());
        _journal.Fault = AppendFault.None;
        await PressAsync(Pendant, "b-2");

        await Assert.ThrowsAsync<FeedLaggedException>(async () =>
        {
            await foreach (var entry in subscription.ReadAllAsync(CancellationToken.None))
            {
                Assert.True(entry.Entry.Position <= subscription.Position);
            }
        });
    }

    [Fact]
    public async Task OnDiskButNotAnswered_WhoeverListensIsTold_Once()
    {
        var told = new List<string>();
        _engine.Committed += committed => told.Add($"{committed.Entry.Position} {committed.Entry.Event.GetType().Name} {committed.Incident?.Household}");
        _journal.Fault = AppendFault.After;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "b-1").AsTask());
        Assert.Empty(told);
        _journal.Fault = AppendFault.None;
        await PressAsync(Pendant, "b-1");

        Assert.Single(told, entry => entry.EndsWith("IncidentOpened h1", StringComparison.Ordinal));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    [Fact]
    public async Task OnePieceThatCanNeverBeCommitted_DoesNotTakeOthersDown()
    {
        _journal.IsPoison = batch => batch.Signals.Any(s => s.Signal.Id == "poison");
        var attempts = Enumerable.Range(0, 20).Select(async i =>
        {
            await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync(Pendant, "poison").AsTask());
            return i;
        });
        await Task.WhenAll(attempts);

        var receipt = await PressAsync(OtherPendant, "b-1");

        Assert.Equal(SignalFate.Opened, receipt.Fate);
    }

    [Fact]
    public async Task ManyAtOnce_PositionsAreGapless_AndEachSignalIsThereOnce()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => PressAsync(i % 2 == 0 ? Pendant : OtherPendant, $"b-{i % 400}").AsTask()));

        Assert.Equal(100, receipts.Count(r => r.Fate == SignalFate.Duplicate));
        Assert.Equal(2, receipts.Count(r => r.Fate == SignalFate.Opened));
        Assert.Equal([200, 200], _engine.OpenIncidents(Centre).Select(i => i.SignalCount));
        var expected = 1L;
        await foreach (var entry in _journal.ReadAsync(Centre, 0, CancellationToken.None))
        {
            Assert.Equal(expected++, entry.Position);
        }
    }

    private async Task TurnUntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private ValueTask<SignalReceipt> PressAsync(DeviceId device, string id) => _engine.ReceiveAsync(
        new Signal(id, device, SignalKind.Sos, SignalState.Active, _clock.GetUtcNow()),
        CancellationToken.None);
}

using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Faults;

/// <summary>The disk takes nothing: whoever looks at a calm queue is told that no alarm can come.</summary>
public sealed class JournalFaultTests : IAsyncLifetime
{
    private static readonly CentreId Centre = new("c");
    private static readonly DeviceId Pendant = new("pendant");
    private static readonly TimeSpan AuditInterval = new EngineOptions().AuditInterval;

    private readonly FakeClock _clock = new();
    private DiskJournal _journal = null!;
    private IncidentEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        var (area, home) = (new AreaId("a"), new HouseholdId("h"));
        _journal = await DiskJournal.WithAsync(
        [
            new Centre(Centre, "96345", "96345", area, "Asia/Shanghai"),
            new Area(Centre, area, null, AreaLevel.Town, "Town", null),
            new Household(Centre, home, area, "Chen", "Lane 3", null, null, null),
            new Device(Centre, Pendant, home, DeviceType.Pendant),
        ]);
        _engine = new IncidentEngine(_journal, _clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task WhileNothingIsTaken_ItIsAFault_AndTheJournalHearsOfItAfterwards()
    {
        _journal.Fault = AppendFault.Before;
        await Assert.ThrowsAsync<EngineUnavailableException>(() => PressAsync().AsTask());

        for (var look = 0; look < 4; look++)
        {
            await LookAsync();
            Assert.True(IsShown);
        }

        _journal.Fault = AppendFault.None;
        while (IsShown || !_journal.Facts<FaultEnded>().Any(f => f.Fault == FaultKind.JournalFails))
        {
            await LookAsync();
        }

        Assert.Contains(_journal.Facts<FaultRaised>(), f => f.Fault == FaultKind.JournalFails);
        Assert.Null(_engine.Fault);
        Assert.Equal(SignalFate.Opened, (await PressAsync()).Fate);
    }

    /// <summary>The server was down over a deadline, and a console that comes back wakes the auditor before anything could be written.</summary>
    [Fact]
    public async Task StartAfterADeadline_ItIsOnItsWayAndNotLost()
    {
        await PressAsync();
        await _engine.StopAsync(CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(5));
        _journal.Fault = AppendFault.Before;
        _engine = new IncidentEngine(_journal, _clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
        await _engine.StartAsync(CancellationToken.None);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!IsShown)
        {
            _engine.Consoles.CountFrom(_clock.GetUtcNow() + AuditInterval);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }

        Assert.DoesNotContain(_engine.Faults, f => f.Kind == FaultKind.DeadlineLost);
    }

    private ValueTask<SignalReceipt> PressAsync() =>
        _engine.ReceiveAsync(new Signal("b-1", Pendant, SignalKind.Sos, SignalState.Active, _clock.GetUtcNow()), CancellationToken.None);

    private bool IsShown => _engine.Faults.Any(f => f.Kind == FaultKind.JournalFails);

    /// <summary>Turns the clock to the auditor's next look. The deadline clock, turned like this, may look too seldom and be blamed for it.</summary>
    private async Task LookAsync()
    {
        await _clock.UntilTimerAsync(AuditInterval);
        _clock.Advance(AuditInterval);
        await _clock.UntilTimerAsync(AuditInterval);
    }
}

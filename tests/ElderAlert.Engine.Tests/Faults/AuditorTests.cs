using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Journal;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Storage;
using ElderAlert.Storage.Sqlite;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Faults;

/// <summary>The deadline clock stops looking; the auditor says so and does its work.</summary>
public sealed class AuditorTests : IAsyncLifetime
{
    private static readonly CentreId Centre = new("c");
    private static readonly DeviceId Pendant = new("pendant");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AuditInterval = new EngineOptions().AuditInterval;

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("elderalert-auditor-").FullName;
    private readonly FakeClock _clock = new();
    private readonly StuckClock _time;
    private readonly SqliteJournal _journal;
    private readonly IncidentEngine _engine;

    public AuditorTests()
    {
        _time = new StuckClock(_clock);
        _journal = SqliteJournal.Open(new StorageOptions { Path = _folder });
        _engine = new IncidentEngine(_journal, _time, new EngineOptions(), NullLogger<IncidentEngine>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync(CancellationToken.None);
        var area = new Area(Centre, new AreaId("a"), null, AreaLevel.Town, "Town", null);
        DirectoryItem[] file =
        [
            new Centre(Centre, "96345", "96345", area.Id, "Asia/Shanghai"),
            area,
            new Household(Centre, new HouseholdId("h"), area.Id, "Chen", "Lane 3", null, null, null),
            new Device(Centre, Pendant, new HouseholdId("h"), DeviceType.Pendant),
        ];
        Assert.IsType<EditResult.Done>(await _engine.EditAsync(new DirectoryEdit(Centre, Actor.System, file, []), CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ClockLoopIsStuck_FaultIsRaised_AndStepsAreTakenAllTheSame()
    {
        _time.IsStuck = true;
        await _engine.ReceiveAsync(new Signal("b-1", Pendant, SignalKind.Sos, SignalState.Active, _clock.GetUtcNow()), CancellationToken.None);
        var (position, due) = (Incident.Position, EscalationSchedule.NextDeadline(Incident)!.Value.DueAt);

        while (_clock.GetUtcNow() <= due)
        {
            await TurnToTheNextAuditAsync(AuditInterval);
        }

        await UntilAsync(() => Incident.Position > position);
        Assert.Contains(_engine.Faults, f => f.Kind == FaultKind.ClockStuck);
        Assert.True(_engine.SinceClockLooked > TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task TheWholeProcessWasAsleep_NobodyIsBlamed()
    {
        await _engine.ReceiveAsync(new Signal("b-1", Pendant, SignalKind.BatteryLow, SignalState.Active, _clock.GetUtcNow()), CancellationToken.None);

        await TurnToTheNextAuditAsync(TimeSpan.FromHours(3));
        await UntilAsync(() => _engine.SinceClockLooked < Second);
        await TurnToTheNextAuditAsync(AuditInterval);

        Assert.Empty(_engine.Faults);
    }

    private Incident Incident => Assert.Single(_engine.OpenIncidents(Centre));

    private async Task TurnToTheNextAuditAsync(TimeSpan by)
    {
        await _clock.UntilTimerAsync(AuditInterval);
        _clock.Advance(by);
        await UntilAsync(() => _engine.SinceAudited < Second);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }
}

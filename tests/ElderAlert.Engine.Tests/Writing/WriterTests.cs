using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Escalation;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Tests.Directory;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Writing;

/// <summary>A mistake in one decision, or of one who listens, neither ends the writer nor keeps it busy.</summary>
public sealed class WriterTests : IAsyncLifetime
{
    private static readonly TimeSpan FirstStep = TimeSpan.FromSeconds(30);

    /// <summary>No rule lets its second step on file; it stands for whatever a decision may trip over.</summary>
    private static readonly EscalationPolicy Tripping = DutyFile.Policy with
    {
        Steps =
        [
            new EscalationStep([new EscalationTarget(TargetKind.Supervisors, [])], FirstStep),
            new EscalationStep([new EscalationTarget((TargetKind)99, [])], FirstStep),
        ],
    };

    private static readonly Device Pendant = new(DutyFile.Centre, new DeviceId("pendant"), DutyFile.Home, DeviceType.Pendant);

    private readonly FakeClock _clock = new();
    private DiskJournal _journal = null!;
    private IncidentEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _journal = await DiskJournal.WithAsync([.. DutyFile.Items.Where(item => item != DutyFile.Policy), Tripping, Pendant]);
        _engine = new IncidentEngine(_journal, _clock, new EngineOptions { AuditInterval = TimeSpan.FromDays(1) }, NullLogger<IncidentEngine>.Instance);
        await _engine.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task ADeadlineThatCannotBeDecided_IsTriedAgainInASecond_NotAtOnce()
    {
        await PressAsync("b-1");
        _clock.Advance(FirstStep);

        await UntilAsync(() => _engine.NextDue == _clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        Assert.Equal(SignalFate.Joined, (await PressAsync("b-2")).Fate);
    }

    [Fact]
    public async Task OneWhoListensFails_TheWriterGoesOn_AndEverybodyReadsAnew()
    {
        var (told, readAnew) = (0, 0);
        _engine.Committed += _ =>
        {
            if (++told == 1)
            {
                throw new InvalidOperationException("a listener's mistake");
            }
        };
        _engine.Reloaded += () => readAnew++;

        Assert.Equal(SignalFate.Opened, (await PressAsync("b-1")).Fate);
        Assert.Equal(SignalFate.Joined, (await PressAsync("b-2")).Fate);

        Assert.Equal((1, false), (readAnew, _engine.IsStopped));
    }

    [Fact]
    public async Task OneWhoListensFails_NobodyWritesAgain_TheClockWakesTheWriter()
    {
        var isReadAnew = false;
        _engine.Committed += _ => throw new InvalidOperationException("a listener's mistake");
        _engine.Reloaded += () => isReadAnew = true;
        await PressAsync("b-1");

        await UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return isReadAnew;
        });
    }

    [Fact]
    public async Task TheWriterDies_ItIsTold_AndNobodyWaitsInVain()
    {
        using var journal = await DiskJournal.WithAsync([.. DutyFile.Items, Pendant]);
        var engine = new IncidentEngine(journal, _clock, new EngineOptions { AuditInterval = TimeSpan.FromDays(1) }, new StumblingLog());
        await engine.StartAsync(CancellationToken.None);
        journal.Fault = AppendFault.Before;

        var presses = Enumerable.Range(0, 50).Select(n => PressAsync($"b-{n}", engine).AsTask()).ToList();

        foreach (var press in presses)
        {
            await Assert.ThrowsAsync<EngineUnavailableException>(() => press.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System));
        }

        await engine.Death.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.StartsWith("the writer has stopped", engine.Fault, StringComparison.Ordinal);
        Assert.True(engine.IsStopped);
        await engine.StopAsync(CancellationToken.None);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private ValueTask<SignalReceipt> PressAsync(string id, IncidentEngine? engine = null) => (engine ?? _engine).ReceiveAsync(
        new Signal(id, Pendant.Id, SignalKind.Sos, SignalState.Active, _clock.GetUtcNow()),
        CancellationToken.None);
}

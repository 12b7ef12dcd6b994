using ElderAlert.Domain;
using ElderAlert.Domain.Directory;
using ElderAlert.Domain.Incidents;
using ElderAlert.Domain.Signals;
using ElderAlert.Engine.Directory;
using ElderAlert.Engine.Tests.Directory;
using ElderAlert.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;

namespace ElderAlert.Engine.Tests.Writing;

/// <summary>A caller that was not answered asks again with the same id, and may do so late.</summary>
public sealed class RepeatedRequestTests : IAsyncLifetime
{
    private static readonly Actor Wang = Actor.Of(new OperatorId("wang"), OperatorRole.Operator);

    private readonly FakeClock _clock = new();
    private readonly DiskJournal _journal = new();
    private readonly IncidentEngine _engine;

    public RepeatedRequestTests() => _engine = new IncidentEngine(_journal, _clock, new EngineOptions(), NullLogger<IncidentEngine>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _engine.StartAsync(CancellationToken.None);
        Assert.IsType<EditResult.Done>(await EditAsync([.. DutyFile.Items], requestId: null));
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.StopAsync(CancellationToken.None);
        _journal.Dispose();
    }

    [Fact]
    public async Task Open_AgainAfterItWasClosed_IsTheSameIncident_AndOpensNoOther()
    {
        var opened = Assert.IsType<CommandResult.Done>(await OpenAsync("call-1")).Incident;
        await DoAsync(opened.Id, new TryVoiceContact(Wang, Reached: true, null));
        await DoAsync(opened.Id, new Resolve(Wang, Resolution.Helped, null));
        await DoAsync(opened.Id, new RecordFollowUp(Wang, FollowUpResult.Well, null, null));
        await DoAsync(opened.Id, new Close(Wang));

        var again = Assert.IsType<CommandResult.Done>(await OpenAsync("call-1"));

        Assert.Equal((opened.Id, IncidentState.Closed, false), (again.Incident.Id, again.Incident.State, again.HasChanged));
        Assert.Empty(_engine.OpenIncidents(DutyFile.Centre));
    }

    [Fact]
    public async Task Open_WithTheIdOfAnotherRequest_IsRefused_AndTheJournalGoesOn()
    {
        Assert.IsType<EditResult.Done>(await EditAsync([DutyFile.Town], "call-1"));

        var refused = Assert.IsType<CommandResult.Refused>(await OpenAsync("call-1"));

        Assert.Equal(RejectionCode.Invalid, refused.Rejection.Code);
        Assert.Null(_engine.Fault);
    }

    private ValueTask<CommandResult> OpenAsync(string requestId) => _engine.OpenAsync(
        DutyFile.Centre,
        DutyFile.Home,
        Lane.Life,
        context => new OpenByPhone(context.NewIncident, Wang, SignalKind.Sos, context.Household, null, context.Roster),
        requestId,
        CancellationToken.None);

    private async Task DoAsync(IncidentId incident, IncidentCommand command) =>
        Assert.IsType<CommandResult.Done>(await _engine.ExecuteAsync(DutyFile.Centre, incident, _ => command, requestId: null, CancellationToken.None));

    private ValueTask<EditResult> EditAsync(IReadOnlyList<DirectoryItem> items, string? requestId) =>
        _engine.EditAsync(new DirectoryEdit(DutyFile.Centre, Actor.System, items, [], requestId), CancellationToken.None);
}
